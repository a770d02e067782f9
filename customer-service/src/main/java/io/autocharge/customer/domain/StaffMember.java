package io.autocharge.customer.domain;

import static io.autocharge.contracts.customer.StaffRefusal.NOT_ONESELF;
import static io.autocharge.contracts.customer.StaffRefusal.STAFF_ALREADY_JOINED;
import static io.autocharge.contracts.customer.StaffRefusal.STAFF_EMAIL_MALFORMED;
import static io.autocharge.contracts.customer.StaffRefusal.STAFF_NAME_MISSING;
import static io.autocharge.contracts.customer.StaffRefusal.STAFF_NOT_JOINED;
import static io.autocharge.contracts.customer.StaffRefusal.STAFF_ROLE_MISSING;
import static io.autocharge.contracts.customer.StaffRefusal.STAFF_UNKNOWN;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.SignInLinkId;
import io.autocharge.contracts.customer.StaffCommand.ChangeStaffRole;
import io.autocharge.contracts.customer.StaffCommand.InviteStaff;
import io.autocharge.contracts.customer.StaffCommand.MailPassphraseLink;
import io.autocharge.contracts.customer.StaffCommand.RecordStaffJoined;
import io.autocharge.contracts.customer.StaffCommand.RemoveStaff;
import io.autocharge.contracts.customer.StaffEvent.PassphraseLinkRequested;
import io.autocharge.contracts.customer.StaffEvent.StaffInvited;
import io.autocharge.contracts.customer.StaffEvent.StaffJoined;
import io.autocharge.contracts.customer.StaffEvent.StaffRemoved;
import io.autocharge.contracts.customer.StaffEvent.StaffRoleChanged;
import io.autocharge.contracts.customer.StaffId;
import io.autocharge.contracts.customer.StaffRole;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/** A person who works for a partner: invited by an admin, joined by its own doing, and let in until it is removed. */
public class StaffMember {

    private enum State {
        INVITED,
        JOINED,
        REMOVED
    }

    @AggregateIdentifier
    private StaffId id;

    private StaffInvited invited;
    private StaffRole role;
    private State state;
    private SignInLinkId link;

    StaffMember() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(InviteStaff command, Clock clock) {
        STAFF_UNKNOWN.when(id != null && !belongsTo(command.partnerId()));
        STAFF_NAME_MISSING.when(!Written.asName(command.name()));
        STAFF_EMAIL_MALFORMED.when(!Written.asEmail(command.email()));
        STAFF_ROLE_MISSING.when(command.role() == null);
        if (command.linkId().equals(link)) {
            return; // the same request said twice is still one invitation
        }
        STAFF_ALREADY_JOINED.when(state == State.JOINED);
        apply(new StaffInvited(
                command.staffId(),
                command.partnerId(),
                command.name(),
                command.email(),
                command.role(),
                command.linkId(),
                command.expiresAt(),
                command.by(),
                clock.instant()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RecordStaffJoined command, Clock clock) {
        if (state == State.INVITED) {
            apply(new StaffJoined(id, invited.partnerId(), clock.instant()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(ChangeStaffRole command, Clock clock) {
        mustBeThereFor(command.partnerId());
        NOT_ONESELF.when(id.value().equals(command.by()));
        STAFF_ROLE_MISSING.when(command.role() == null);
        if (role != command.role()) {
            apply(new StaffRoleChanged(id, invited.partnerId(), command.role(), command.by(), clock.instant()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RemoveStaff command, Clock clock) {
        STAFF_UNKNOWN.when(!belongsTo(command.partnerId()));
        NOT_ONESELF.when(id.value().equals(command.by()));
        if (state != State.REMOVED) {
            apply(new StaffRemoved(id, invited.partnerId(), command.by(), clock.instant()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(MailPassphraseLink command, Clock clock) {
        mustBeThereFor(command.partnerId());
        STAFF_NOT_JOINED.when(state != State.JOINED);
        if (!command.linkId().equals(link)) {
            apply(new PassphraseLinkRequested(
                    id,
                    invited.partnerId(),
                    invited.name(),
                    invited.email(),
                    command.linkId(),
                    command.expiresAt(),
                    clock.instant()));
        }
    }

    @EventSourcingHandler
    void evolve(StaffInvited event) {
        id = event.staffId();
        invited = event;
        role = event.role();
        state = State.INVITED;
        link = event.linkId();
    }

    @EventSourcingHandler
    void evolve(StaffJoined event) {
        state = State.JOINED;
    }

    @EventSourcingHandler
    void evolve(StaffRoleChanged event) {
        role = event.role();
    }

    @EventSourcingHandler
    void evolve(StaffRemoved event) {
        state = State.REMOVED;
    }

    @EventSourcingHandler
    void evolve(PassphraseLinkRequested event) {
        link = event.linkId();
    }

    /** Another partner's staff is as unknown as one that never was. */
    private boolean belongsTo(PartnerId partner) {
        return id != null && invited.partnerId().equals(partner);
    }

    private void mustBeThereFor(PartnerId partner) {
        STAFF_UNKNOWN.when(!belongsTo(partner) || state == State.REMOVED);
    }
}
