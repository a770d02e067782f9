package io.autocharge.contracts.notification;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.MayBeAbsent;
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
     * Has a customer, or without one the partner itself, told something once. The same message asked for again is still
     * one.
     *
     * @param about the id of what it speaks of, as the template says
     * @param to at most 50 addresses; none means every user that the customer has when it is sent
     */
    record SendMessage(
            MessageId messageId,
            PartnerId partnerId,
            @MayBeAbsent CustomerId customerId,
            Template template,
            String about,
            @MayBeAbsent List<String> to)
            implements MessageCommand {

        public SendMessage {
            if (messageId == null || partnerId == null || template == null || about == null) {
                throw new IllegalArgumentException("A message needs its message_id, partner_id, template and about.");
            }
            if (customerId == null && !template.isForThePartner()) {
                throw new IllegalArgumentException("A message to a customer needs its customer_id.");
            }
            to = to == null ? List.of() : List.copyOf(to);
            if (to.size() > 50) {
                throw new IllegalArgumentException("A message goes to at most 50 addresses.");
            }
        }
    }

    /** The mail server has taken it for these addresses. A fact; never refused. */
    record RecordDelivery(MessageId messageId, PartnerId partnerId, List<String> to) implements MessageCommand {}

    /** The mail server will never take it. A fact; never refused. */
    record RecordBounce(MessageId messageId, PartnerId partnerId, String reason) implements MessageCommand {}
}
