package io.autocharge.notification.policy;

import static io.autocharge.notification.Samples.CUSTOMER;
import static io.autocharge.notification.Samples.NOW;
import static io.autocharge.notification.Samples.PARTNER;
import static io.autocharge.notification.Samples.RECEIPT;
import static io.autocharge.notification.Samples.issued;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.notification.MessageCommand.RecordBounce;
import io.autocharge.contracts.notification.MessageCommand.RecordDelivery;
import io.autocharge.contracts.notification.MessageId;
import io.autocharge.contracts.notification.Template;
import io.autocharge.notification.adapter.Plain;
import io.autocharge.notification.domain.Letter;
import io.autocharge.notification.domain.Mailer.Answer;
import io.autocharge.notification.view.Desk;
import io.autocharge.runtime.Worker.Verdict;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SendMailsTest {

    private static final List<String> DANA = List.of("dana@contoso.example");
    private static final MessageId MESSAGE = MessageId.derived("message");
    private static final Errand CONFIRMATION =
            new Errand(MESSAGE, PARTNER, CUSTOMER, Template.PAYMENT_CONFIRMATION, RECEIPT.value(), List.of());

    private final Desk desk = new Desk();
    private final List<Command> recorded = new ArrayList<>();
    private final List<Letter> letters = new ArrayList<>();
    private Answer answer = new Answer.Taken(DANA);

    private final SendMails worker = new SendMails(
            recorded::add,
            desk.messages(),
            desk.correspondence(),
            desk.prospects(),
            Plain.stationery(),
            (id, to, letter) -> {
                assertThat(to).isEqualTo(DANA);
                letters.add(letter);
                return answer;
            },
            Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void a_mail_goes_to_every_user_of_the_customer_and_its_delivery_is_recorded() {
        desk.hears(DANA.get(0)).hears(issued(40_00, 60_00));

        assertThat(worker.work("item", CONFIRMATION)).isInstanceOf(Verdict.Done.class);

        assertThat(letters).singleElement().satisfies(letter -> assertThat(letter.subject())
                .startsWith("You paid"));
        assertThat(recorded).containsExactly(new RecordDelivery(MESSAGE, PARTNER, DANA));
    }

    @Test
    void a_mail_that_is_known_to_be_sent_is_not_sent_again() {
        desk.hears(DANA.get(0)).hears(issued(40_00, 60_00)).sent(MESSAGE, DANA);

        assertThat(worker.work("item", CONFIRMATION)).isInstanceOf(Verdict.Done.class);

        assertThat(letters).isEmpty();
        assertThat(recorded).isEmpty();
    }

    @Test
    void a_mail_that_is_turned_away_for_good_is_recorded_and_not_tried_again() {
        desk.hears(DANA.get(0)).hears(issued(40_00, 60_00));
        answer = new Answer.TurnedAway("The mail server answered 550.");

        assertThat(worker.work("item", CONFIRMATION)).isInstanceOf(Verdict.Done.class);

        assertThat(recorded).containsExactly(new RecordBounce(MESSAGE, PARTNER, "The mail server answered 550."));
    }

    @Test
    void a_mail_about_something_not_heard_of_yet_is_tried_later() {
        desk.hears(DANA.get(0));

        assertThatThrownBy(() -> worker.work("item", CONFIRMATION)).isInstanceOf(IllegalStateException.class);

        assertThat(letters).isEmpty();
        assertThat(recorded).isEmpty();
    }
}
