package io.autocharge.notification.view;

import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.notification.MessageId;
import io.autocharge.contracts.notification.Template;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** An e-mail and what became of it; {@code reason} says why it bounced. */
public record MessageView(
        MessageId id,
        PartnerId partnerId,
        CustomerId customerId,
        Template template,
        String about,
        State state,
        List<String> to,
        String reason,
        Instant createdAt,
        Instant sentAt) {

    /** What became of it. */
    public enum State {
        QUEUED,
        SENT,
        BOUNCED;

        /** Its name on the wire. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
