package io.autocharge.customer.policy;

import io.autocharge.contracts.customer.StaffEvent.StaffRemoved;
import io.autocharge.contracts.customer.StaffEvent.StaffRoleChanged;
import io.autocharge.customer.view.Sessions;
import io.autocharge.customer.view.StaffIdentities;
import io.autocharge.customer.view.StaffSecrets;
import io.autocharge.runtime.Policy;
import org.axonframework.eventhandling.EventHandler;

/** Whenever a person of the staff is removed or gets another role, end its sessions. */
@Policy
public class EndStaffSessions {

    private final Sessions sessions;
    private final StaffSecrets secrets;
    private final StaffIdentities identities;

    EndStaffSessions(Sessions sessions, StaffSecrets secrets, StaffIdentities identities) {
        this.sessions = sessions;
        this.secrets = secrets;
        this.identities = identities;
    }

    @EventHandler
    void when(StaffRoleChanged event) {
        sessions.endAll(event.staffId().value());
    }

    @EventHandler
    void when(StaffRemoved event) {
        sessions.endAll(event.staffId().value());
        secrets.forget(event.staffId());
        identities.forget(event.staffId());
    }
}
