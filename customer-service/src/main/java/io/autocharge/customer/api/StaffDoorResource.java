package io.autocharge.customer.api;

import io.autocharge.contracts.customer.SignInLinkId;
import io.autocharge.contracts.customer.StaffCommand.MailPassphraseLink;
import io.autocharge.customer.domain.PassphraseHashes;
import io.autocharge.customer.domain.Role;
import io.autocharge.customer.domain.SignedIn;
import io.autocharge.customer.view.Attempts;
import io.autocharge.customer.view.Lockouts;
import io.autocharge.customer.view.Sessions;
import io.autocharge.customer.view.Staff;
import io.autocharge.customer.view.StaffSecrets;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.http.Problem;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The door for the staff of partners, as the edge opens it: a passphrase and a second factor, asked for together. Whatever
 * is wrong, the answer is the same.
 */
@Path("/internal/staff")
class StaffDoorResource {

    private static final int MOST_FROM_ONE_PLACE = 30;
    private static final int MOST_MAILS = 3;
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration GOOD_FOR = Duration.ofMinutes(30);

    /** What a person shows; {@code code} is of its app, or a recovery code. */
    record Shown(String email, String passphrase, String code, String networkAddress) {}

    /** Who has forgotten the passphrase. */
    record Forgetful(String email, String networkAddress) {}

    /** The session that begins. */
    record Begun(String session) {}

    private final Commands commands;
    private final Staff staff;
    private final StaffSecrets secrets;
    private final SecondFactors factors;
    private final PassphraseHashes hashes;
    private final Lockouts lockouts;
    private final Attempts attempts;
    private final Sessions sessions;
    private final ApiSecrets names;
    private final Clock clock;

    StaffDoorResource(
            Commands commands,
            Staff staff,
            StaffSecrets secrets,
            SecondFactors factors,
            PassphraseHashes hashes,
            Lockouts lockouts,
            Attempts attempts,
            Sessions sessions,
            ApiSecrets names,
            Clock clock) {
        this.commands = commands;
        this.staff = staff;
        this.secrets = secrets;
        this.factors = factors;
        this.hashes = hashes;
        this.lockouts = lockouts;
        this.attempts = attempts;
        this.sessions = sessions;
        this.names = names;
        this.clock = clock;
    }

    @POST
    @Path("/sign-in")
    public Begun signIn(Shown shown) {
        var given = Body.required(shown);
        if (given.email() == null || given.passphrase() == null || given.code() == null) {
            throw Problem.malformed("An address, a passphrase and a code are expected.");
        }
        var door = "staff:" + names.hash(given.email().strip().toLowerCase(Locale.ROOT));
        var from = "staff-from:" + names.hash(String.valueOf(given.networkAddress()));
        var known = knownBy(given);
        var heard = attempts.allowed(from, MOST_FROM_ONE_PLACE, QUARTER) && !lockouts.isLocked(door);
        var who = known.filter(member -> heard && factors.accepts(member, given.code()));
        if (who.isEmpty()) {
            lockouts.failed(door);
            throw Problem.of(401, "sign_in_failed", "The address, the passphrase or the code is another.");
        }
        lockouts.succeeded(door);
        var member = who.get();
        return new Begun(
                sessions.begin(new SignedIn(member.id().value(), member.partnerId(), null, Role.of(member.role()))));
    }

    @POST
    @Path("/forgotten")
    public Response forgotten(Forgetful forgetful) {
        var given = Body.required(forgetful);
        if (given.email() == null) {
            throw Problem.malformed("An address is expected.");
        }
        var address = names.hash(given.email().strip().toLowerCase(Locale.ROOT));
        var from = names.hash(String.valueOf(given.networkAddress()));
        var byAddress = attempts.allowed("forgotten:" + address, MOST_MAILS, QUARTER);
        var byPlace = attempts.allowed("forgotten-from:" + from, MOST_FROM_ONE_PLACE, QUARTER);
        if (byAddress && byPlace) {
            var now = clock.instant();
            staff.at(given.email())
                    .forEach(member -> commands.send(new MailPassphraseLink(
                            member.id(), member.partnerId(), SignInLinkId.fresh(now), now.plus(GOOD_FOR))));
        }
        return Response.accepted().build();
    }

    /** Takes as long where nobody has this address. */
    private Optional<Staff.Member> knownBy(Shown given) {
        var candidates = staff.at(given.email());
        if (candidates.isEmpty()) {
            hashes.matches(given.passphrase(), null);
        }
        return candidates.stream()
                .filter(member -> hashes.matches(
                        given.passphrase(),
                        secrets.find(member.id())
                                .map(StaffSecrets.Kept::passphrase)
                                .orElse(null)))
                .findFirst();
    }
}
