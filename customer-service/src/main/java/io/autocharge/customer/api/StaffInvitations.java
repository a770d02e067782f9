package io.autocharge.customer.api;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.SignInLinkId;
import io.autocharge.contracts.customer.StaffCommand.InviteStaff;
import io.autocharge.contracts.customer.StaffId;
import io.autocharge.contracts.customer.StaffRole;
import io.autocharge.customer.view.Staff;
import io.autocharge.customer.view.StaffView;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Soon;
import io.autocharge.runtime.http.IdempotencyKey;
import io.autocharge.runtime.http.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/** Invites persons to a partner's staff, on the word of an admin or of operators. */
@Singleton
class StaffInvitations {

    private static final Duration GOOD_FOR = Duration.ofDays(7);
    private static final Duration MOMENT = Duration.ofSeconds(3);

    /** Whom to invite as what; an operator invites admins. */
    record Draft(String name, String email, StaffRole role) {}

    private final Commands commands;
    private final Staff staff;
    private final Clock clock;

    StaffInvitations(Commands commands, Staff staff, Clock clock) {
        this.commands = commands;
        this.staff = staff;
        this.clock = clock;
    }

    /** An address is one person of a partner's staff, so that inviting it again is inviting the same person again. */
    StaffView invite(PartnerId partner, Draft draft, StaffRole role, String by, IdempotencyKey key) {
        var wanted = Body.required(draft);
        if (wanted.email() == null) {
            throw Problem.malformed("A person needs a name and an e-mail address.");
        }
        var id = StaffId.derived(partner.value(), wanted.email().strip().toLowerCase(Locale.ROOT));
        var link = SignInLinkId.derived(
                id.value(), "invite", by, IdempotencyKey.required(key).value());
        commands.send(new InviteStaff(
                id,
                partner,
                wanted.name(),
                wanted.email(),
                role,
                link,
                clock.instant().plus(GOOD_FOR),
                by));
        return Soon.find(MOMENT, () -> staff.find(partner, id).filter(member -> !member.removed()))
                .map(Staff.Member::shown)
                .orElseThrow(Problem::notFound);
    }
}
