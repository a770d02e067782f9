package io.autocharge.customer.api;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.StaffCommand.RecordStaffJoined;
import io.autocharge.customer.domain.Role;
import io.autocharge.customer.domain.SignedIn;
import io.autocharge.customer.view.Sessions;
import io.autocharge.customer.view.Staff;
import io.autocharge.customer.view.StaffIdentities;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Soon;
import io.autocharge.runtime.http.Problem;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * The door for staff for whom its company's provider of accounts vouches, as the edge has checked. Only who was invited
 * comes in, and what it may do is what we have noted of it.
 */
@Path("/internal/staff/vouched")
class VouchedStaffResource {

    private static final Duration MOMENT = Duration.ofSeconds(3);
    private static final int LONGEST = 512;

    /**
     * For whom a provider vouches.
     *
     * @param email an address of which the provider has made sure
     * @param partnerId for whose staff alone the provider speaks; absent if it speaks for that of all partners
     */
    record Vouched(String issuer, String subject, String email, PartnerId partnerId) {}

    /** The session that begins. */
    record Begun(String session) {}

    private final Commands commands;
    private final Staff staff;
    private final StaffIdentities identities;
    private final Sessions sessions;
    private final Clock clock;

    VouchedStaffResource(Commands commands, Staff staff, StaffIdentities identities, Sessions sessions, Clock clock) {
        this.commands = commands;
        this.staff = staff;
        this.identities = identities;
        this.sessions = sessions;
        this.clock = clock;
    }

    @POST
    public Begun signIn(Vouched vouched) {
        var given = Body.required(vouched);
        if (!isText(given.issuer()) || !isText(given.subject()) || !isText(given.email())) {
            throw Problem.malformed("An issuer, a subject and an address are expected.");
        }
        var member = invited(given);
        if (!identities.isOf(member.id(), given.issuer(), given.subject())) {
            throw Problem.of(403, "account_other", "This person came with another account before.");
        }
        if (!member.joined()) {
            commands.send(new RecordStaffJoined(member.id(), member.partnerId()));
            Soon.find(MOMENT, () -> staff.find(member.partnerId(), member.id()).filter(Staff.Member::joined));
        }
        return new Begun(
                sessions.begin(new SignedIn(member.id().value(), member.partnerId(), null, Role.of(member.role()))));
    }

    /** Who has joined, or was invited and comes in time. */
    private Staff.Member invited(Vouched given) {
        var candidates = staff.thereOrInvited(given.email()).stream()
                .filter(member -> given.partnerId() == null || given.partnerId().equals(member.partnerId()))
                .toList();
        if (candidates.size() > 1) {
            throw Problem.of(403, "account_of_several", "This address is of the staff of several partners.");
        }
        return candidates.stream()
                .filter(member -> member.joined() || member.linkUntil().isAfter(clock.instant()))
                .findFirst()
                .orElseThrow(() -> Problem.of(403, "not_invited", "Nobody with this address is invited."));
    }

    private static boolean isText(String text) {
        return text != null && !text.isBlank() && text.length() <= LONGEST;
    }
}
