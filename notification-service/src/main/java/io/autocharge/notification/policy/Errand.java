package io.autocharge.notification.policy;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.notification.MessageId;
import io.autocharge.contracts.notification.Template;
import java.util.List;

/** An e-mail that is to be handed to the mail server until it has said what becomes of it. */
public record Errand(
        MessageId messageId,
        PartnerId partnerId,
        CustomerId customerId,
        Template template,
        String about,
        List<String> to) {

    static final String WORKLIST = "mails";
}
