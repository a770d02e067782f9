package io.autocharge.notification.domain;

import static io.autocharge.contracts.notification.MessageRefusal.MESSAGE_ID_ALREADY_USED;
import static io.autocharge.notification.Samples.CUSTOMER;
import static io.autocharge.notification.Samples.INVOICE;
import static io.autocharge.notification.Samples.NOW;
import static io.autocharge.notification.Samples.PARTNER;
import static io.autocharge.notification.Samples.RECEIPT;

import io.autocharge.contracts.Refused;
import io.autocharge.contracts.notification.MessageCommand.RecordBounce;
import io.autocharge.contracts.notification.MessageCommand.RecordDelivery;
import io.autocharge.contracts.notification.MessageCommand.SendMessage;
import io.autocharge.contracts.notification.MessageEvent.MessageBounced;
import io.autocharge.contracts.notification.MessageEvent.MessageQueued;
import io.autocharge.contracts.notification.MessageEvent.MessageSent;
import io.autocharge.contracts.notification.MessageId;
import io.autocharge.contracts.notification.Template;
import io.autocharge.runtime.Given;
import java.util.List;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MessageTest {

    private static final MessageId MESSAGE = MessageId.derived("message");
    private static final List<String> DANA = List.of("dana@contoso.example");

    private final FixtureConfiguration<Message> message = Given.aggregate(Message.class, NOW);

    @Test
    void a_message_is_queued_when_it_is_asked_for() {
        message.givenNoPriorActivity()
                .when(send(Template.PAYMENT_CONFIRMATION, RECEIPT.value()))
                .expectEvents(queued());
    }

    @Test
    void a_message_that_is_asked_for_again_is_still_one() {
        message.given(queued())
                .when(send(Template.PAYMENT_CONFIRMATION, RECEIPT.value()))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void the_same_id_for_another_message_is_refused() {
        message.given(queued())
                .when(send(Template.PAYMENT_LINK, INVOICE.value()))
                .expectNoEvents()
                .expectException(Refused.class)
                .expectExceptionMessage(MESSAGE_ID_ALREADY_USED.name() + ": " + MESSAGE_ID_ALREADY_USED.sentence());
    }

    @Test
    void a_delivery_is_recorded_once() {
        message.given(queued()).when(new RecordDelivery(MESSAGE, PARTNER, DANA)).expectEvents(sent());
        Given.aggregate(Message.class, NOW)
                .given(queued(), sent())
                .when(new RecordDelivery(MESSAGE, PARTNER, DANA))
                .expectNoEvents();
    }

    @Test
    void a_bounce_is_recorded_with_its_reason() {
        message.given(queued())
                .when(new RecordBounce(MESSAGE, PARTNER, "The mail server answered 550."))
                .expectEvents(new MessageBounced(MESSAGE, PARTNER, CUSTOMER, "The mail server answered 550.", NOW));
    }

    private static SendMessage send(Template template, String about) {
        return new SendMessage(MESSAGE, PARTNER, CUSTOMER, template, about, List.of());
    }

    private static MessageQueued queued() {
        return new MessageQueued(
                MESSAGE, PARTNER, CUSTOMER, Template.PAYMENT_CONFIRMATION, RECEIPT.value(), List.of(), NOW);
    }

    private static MessageSent sent() {
        return new MessageSent(MESSAGE, PARTNER, CUSTOMER, Template.PAYMENT_CONFIRMATION, RECEIPT.value(), DANA, NOW);
    }
}
