package io.autocharge.contracts.notification;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import java.util.List;

/** Orders to an e-mail. */
public sealed interface MessageCommand extends Command {

    /** The e-mail that is ordered. */
    MessageId messageId();

    @Override
    default Id subject() {
        return messageId();
    }

    /**
     * Has a customer told something once. The same message asked for again is still one.
     *
     * @param about the id of what it speaks of, as the template says
     */
    record SendMessage(
            MessageId messageId,
            PartnerId partnerId,
            CustomerId customerId,
            Template template,
            String about,
            List<String> to)
            implements MessageCommand {}

    /** The mail server has taken it. A fact; never refused. */
    record RecordDelivery(MessageId messageId, PartnerId partnerId) implements MessageCommand {}

    /** The mail server will never take it. A fact; never refused. */
    record RecordBounce(MessageId messageId, PartnerId partnerId, String reason) implements MessageCommand {}
}
