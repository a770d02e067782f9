package io.autocharge.customer.api;

import io.autocharge.contracts.customer.SignInCommand.MailSignInLink;
import io.autocharge.contracts.customer.SignInLinkId;
import io.autocharge.customer.domain.Role;
import io.autocharge.customer.domain.SignedIn;
import io.autocharge.customer.view.Attempts;
import io.autocharge.customer.view.OpenLinks;
import io.autocharge.customer.view.OpenLinks.Look;
import io.autocharge.customer.view.People;
import io.autocharge.customer.view.Sessions;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.http.Problem;
import io.autocharge.runtime.http.SignInLinks;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/**
 * The door for persons of customers, as the edge opens it: who asks is mailed a link, who opens the link in the browser that
 * asked is signed in. Nobody learns here whether an address is known.
 */
@Path("/internal/sign-in-links")
class SignInResource {

    private static final int MOST_PER_ADDRESS = 3;
    private static final Duration PER_ADDRESS = Duration.ofMinutes(15);
    private static final int MOST_PER_NETWORK_ADDRESS = 10;
    private static final Duration PER_NETWORK_ADDRESS = Duration.ofHours(1);

    /** Who asks: an e-mail address, from where, and what the asking browser keeps and shows. */
    record Asked(String email, String networkAddress, String nonce, String code) {}

    /** A link as a browser opens it. */
    record Opened(String token, String nonce, String code) {}

    /** What the link asks of this browser. */
    record State(String state) {}

    /** The session that begins. */
    record Begun(String session) {}

    private final Commands commands;
    private final People people;
    private final OpenLinks openLinks;
    private final Attempts attempts;
    private final Sessions sessions;
    private final ApiSecrets secrets;
    private final SignInLinks links;
    private final Clock clock;

    SignInResource(
            Commands commands,
            People people,
            OpenLinks openLinks,
            Attempts attempts,
            Sessions sessions,
            ApiSecrets secrets,
            SignInLinks links,
            Clock clock) {
        this.commands = commands;
        this.people = people;
        this.openLinks = openLinks;
        this.attempts = attempts;
        this.sessions = sessions;
        this.secrets = secrets;
        this.links = links;
        this.clock = clock;
    }

    @POST
    public Response ask(Asked asked) {
        var wanted = Body.required(asked);
        if (wanted.email() == null || wanted.nonce() == null || wanted.code() == null) {
            throw Problem.malformed("An address, a nonce and a code are expected.");
        }
        if (isSeldomEnough(wanted)) {
            people.at(wanted.email()).forEach(person -> mail(person, wanted));
        }
        return Response.accepted().build();
    }

    @POST
    @Path("/look")
    public State look(Opened opened) {
        var link = known(opened);
        return new State(openLinks.look(link.token(), link.nonce()).name().toLowerCase(Locale.ROOT));
    }

    @POST
    @Path("/use")
    public Begun use(Opened opened) {
        var link = known(opened);
        var code = link.code() == null ? null : secrets.hash(link.code());
        var use = openLinks.use(link.token(), link.nonce(), code);
        if (use.link() == Look.GONE) {
            throw Problem.of(410, "link_gone", "The link was used, replaced or locked, or is too old.");
        }
        return use.who()
                .map(who -> new Begun(sessions.begin(who)))
                .orElseThrow(() -> Problem.of(403, "code_wrong", "This browser did not ask, and the code is another."));
    }

    /** Both are counted whatever the other says, so that no answer of one can be read from the other. */
    private boolean isSeldomEnough(Asked asked) {
        var address = asked.email().strip().toLowerCase(Locale.ROOT);
        var byAddress = attempts.allowed("sign-in:" + secrets.hash(address), MOST_PER_ADDRESS, PER_ADDRESS);
        var byNetwork = attempts.allowed(
                "sign-in-from:" + secrets.hash(String.valueOf(asked.networkAddress())),
                MOST_PER_NETWORK_ADDRESS,
                PER_NETWORK_ADDRESS);
        return byAddress && byNetwork;
    }

    private void mail(People.Person person, Asked asked) {
        var link = SignInLinkId.fresh(clock.instant());
        var who = new SignedIn(person.id().value(), person.partnerId(), person.customerId(), Role.CUSTOMER);
        openLinks.open(who, links.token(link), asked.nonce(), secrets.hash(asked.code()));
        commands.send(new MailSignInLink(
                link,
                person.partnerId(),
                person.customerId(),
                person.id(),
                clock.instant().plus(OpenLinks.GOOD_FOR)));
    }

    /** A token that was not made here is no link at all. */
    private Opened known(Opened opened) {
        var link = Body.required(opened);
        links.link(link.token()).orElseThrow(Problem::notFound);
        return link;
    }
}
