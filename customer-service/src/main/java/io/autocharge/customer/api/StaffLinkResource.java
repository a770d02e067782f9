package io.autocharge.customer.api;

import io.autocharge.contracts.customer.StaffCommand.RecordStaffJoined;
import io.autocharge.customer.domain.PassphraseHashes;
import io.autocharge.customer.domain.Passphrases;
import io.autocharge.customer.domain.SecondFactor;
import io.autocharge.customer.domain.Secret;
import io.autocharge.customer.view.Attempts;
import io.autocharge.customer.view.Sessions;
import io.autocharge.customer.view.Staff;
import io.autocharge.customer.view.StaffSecrets;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Soon;
import io.autocharge.runtime.http.Problem;
import io.autocharge.runtime.http.StaffLinks;
import io.autocharge.runtime.mongo.SingleUse;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a person of the staff does with a mailed link: it joins, or chooses another passphrase. A link is good once. */
@Path("/internal/staff-links")
class StaffLinkResource {

    private static final Duration MOMENT = Duration.ofSeconds(3);
    private static final int MOST_TRIES = 5;
    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_CODE_LETTERS = 16;
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A link, and what the person chooses and shows. */
    record Opened(String token, String passphrase, String code) {}

    /** What the link is for; {@code seed} and {@code uri} are for the app of somebody who joins. */
    record Look(String name, String email, boolean joins, String seed, String uri) {}

    /** The recovery codes of somebody who has joined, this once; none for who has changed the passphrase. */
    record Done(List<String> recoveryCodes) {}

    private final Commands commands;
    private final Staff staff;
    private final StaffSecrets secrets;
    private final SecondFactors factors;
    private final SecondFactor app;
    private final PassphraseHashes hashes;
    private final Attempts attempts;
    private final Sessions sessions;
    private final SingleUse singleUse;
    private final StaffLinks links;
    private final Clock clock;

    StaffLinkResource(
            Commands commands,
            Staff staff,
            StaffSecrets secrets,
            SecondFactors factors,
            SecondFactor app,
            PassphraseHashes hashes,
            Attempts attempts,
            Sessions sessions,
            SingleUse singleUse,
            StaffLinks links,
            Clock clock) {
        this.commands = commands;
        this.staff = staff;
        this.secrets = secrets;
        this.factors = factors;
        this.app = app;
        this.hashes = hashes;
        this.attempts = attempts;
        this.sessions = sessions;
        this.singleUse = singleUse;
        this.links = links;
        this.clock = clock;
    }

    @POST
    @Path("/look")
    public Look look(Opened opened) {
        var member = holder(opened);
        if (member.joined()) {
            return new Look(member.name(), member.email(), false, null, null);
        }
        var seed = app.seed(member.link().value());
        return new Look(member.name(), member.email(), true, seed, app.uri(seed, member.email()));
    }

    @POST
    @Path("/use")
    public Done use(Opened opened) {
        var member = holder(opened);
        if (!Passphrases.isGood(opened.passphrase(), member.email())) {
            throw Problem.of(422, "passphrase_weak", "At least 12 characters, and none of those that everybody tries.");
        }
        if (opened.code() == null) {
            throw wrong();
        }
        return member.joined() ? change(member, opened) : join(member, opened);
    }

    private Done join(Staff.Member member, Opened opened) {
        var seed = app.seed(member.link().value());
        var step = app.step(seed, SecondFactors.plain(opened.code()), clock.instant());
        if (step.isEmpty()) {
            throw wrong();
        }
        useUp(member);
        var codes = Stream.generate(StaffLinkResource::recoveryCode)
                .limit(RECOVERY_CODES)
                .toList();
        secrets.keep(new StaffSecrets.Kept(
                member.id(),
                hashes.hash(opened.passphrase()),
                app.seal(member.id().value(), seed),
                step.getAsLong(),
                codes.stream()
                        .map(code -> Secret.fingerprint(SecondFactors.plain(code)))
                        .toList()));
        commands.send(new RecordStaffJoined(member.id(), member.partnerId()));
        // The door knows a person by the view: whoever has joined signs in at once.
        Soon.find(MOMENT, () -> staff.find(member.partnerId(), member.id()).filter(Staff.Member::joined));
        return new Done(codes);
    }

    /** Who reads the person's mail does not have its app: the second factor is asked for, with few tries. */
    private Done change(Staff.Member member, Opened opened) {
        if (!attempts.allowed("staff-link:" + member.link(), MOST_TRIES, Duration.ofHours(1))) {
            throw gone();
        }
        if (!factors.accepts(member, opened.code())) {
            throw wrong();
        }
        useUp(member);
        secrets.change(member.id(), hashes.hash(opened.passphrase()));
        sessions.endAll(member.id().value());
        return new Done(List.of());
    }

    private Staff.Member holder(Opened opened) {
        var link = links.link(Body.required(opened).token()).orElseThrow(Problem::notFound);
        return staff.holding(link)
                .filter(member -> !member.removed() && member.linkUntil().isAfter(clock.instant()))
                .filter(member -> !singleUse.used("staff-link", link.value()))
                .orElseThrow(StaffLinkResource::gone);
    }

    private void useUp(Staff.Member member) {
        if (!singleUse.first(
                "staff-link", member.link().value(), member.linkUntil().plus(Duration.ofDays(1)))) {
            throw gone();
        }
    }

    /** 80 bits, in groups of four; letters that look like others are left out. */
    private static String recoveryCode() {
        var code = RANDOM.ints(RECOVERY_CODE_LETTERS, 0, LETTERS.length())
                .mapToObj(i -> LETTERS.substring(i, i + 1))
                .collect(Collectors.joining());
        return code.replaceAll("(.{4})(?=.)", "$1-");
    }

    private static Problem gone() {
        return Problem.of(410, "link_gone", "The link was used, replaced or locked, or is too old.");
    }

    private static Problem wrong() {
        return Problem.of(422, "code_wrong", "The code is another.");
    }
}
