package io.autocharge.e2e;

import static io.autocharge.e2e.Eventually.eventually;
import static io.autocharge.e2e.Sandbox.inDays;
import static io.autocharge.e2e.Sandbox.usd;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What customers are told before something happens. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class NoticesTest {

    private static final Pattern CANCEL = Pattern.compile("/cancel/([A-Za-z0-9_-]{64})");

    private final Partner partner = Sandbox.partner();
    private final Customer customer = Sandbox.customerWithCard(partner);

    @Test
    void notice_before_an_automatic_charge_comes_with_a_cancel_button_that_works_once_and_for_good() {
        var invoice = customer.invoice("Firewall", usd(90_00)).due(inDays(20)).chargeLater();
        var charge = invoice.charge().onDueDate();
        passTo(invoice.dueOn().minusDays(3));

        var notice = Sandbox.mailbox(customer).await("will charge");
        assertThat(notice.text()).contains("$90.00", invoice.number());
        var link = CANCEL.matcher(notice.text());
        assertThat(link.find()).isTrue();
        var web = Wire.to(Sandbox.addresses().web());
        assertThat(web.get("/cancel/" + link.group(1)).expect(200).text()).contains("$90.00");
        assertThat(status(charge)).isEqualTo("scheduled");

        assertThat(web.form("/cancel/" + link.group(1), "").status()).isIn(200, 303);
        eventually(
                "a canceled charge",
                () -> Optional.of(status(charge)).filter("canceled"::equals),
                () -> status(charge));
        passTo(invoice.dueOn());
        assertThat(Sandbox.processor().captures(charge.id())).isEmpty();
    }

    @Test
    void a_reminder_asks_for_what_nobody_will_charge_and_stops_when_it_is_paid() {
        var reminded = customer.invoice("Backup", usd(40_00)).due(inDays(20)).chargeLater();
        var charged = customer.invoice("Helpdesk", usd(50_00)).due(inDays(20)).chargeLater();
        charged.charge().onDueDate();
        passTo(reminded.dueOn().minusDays(3));

        var mailbox = Sandbox.mailbox(customer);
        var reminder = mailbox.await(reminded.number());
        assertThat(reminder.text()).contains("$40.00", "/pay/");
        reminded.charge().now().untilCaptured();
        reminded.untilOutstanding(usd(0));
        mailbox.await(reminded.number(), 2); // the confirmation
        passTo(reminded.dueOn().plusDays(1));
        charged.untilOutstanding(usd(0));
        mailbox.await(charged.number(), 2); // its notice and its confirmation: what came before has passed
        assertThat(mailbox.about(reminded.number())).hasSize(2);
    }

    private String status(Charge charge) {
        return partner.api()
                .get("/charges/" + charge.id())
                .expect(200)
                .json()
                .path("status")
                .asText();
    }

    private static void passTo(LocalDate day) {
        var moment = day.atTime(Sandbox.CUT_OFF_HOUR, 0).atZone(Sandbox.ZONE).toInstant();
        var left = Duration.between(Sandbox.operator().now(), moment).plusSeconds(60);
        if (!left.isNegative()) {
            Sandbox.operator().advance(Duration.ofSeconds(left.toSeconds()));
        }
    }
}
