package io.autocharge.payment.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceRefused;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReserved;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.LineItem;
import io.autocharge.contracts.payment.ChargeCommand.RecordRefusal;
import io.autocharge.contracts.payment.ChargeCommand.RefuseCharge;
import io.autocharge.contracts.payment.ChargeCommand.ScheduleCharge;
import io.autocharge.contracts.payment.ChargeCommand.StartCharge;
import io.autocharge.contracts.payment.ChargeCommand.SubmitCharge;
import io.autocharge.contracts.payment.ChargeEvent.ChargeCanceled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeSubmitted;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.ChargeRefusal;
import io.autocharge.contracts.payment.ChargeTime;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.payment.domain.InvoiceTerms;
import io.autocharge.runtime.Worker.Verdict;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import io.autocharge.runtime.mongo.StoredWorklists;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PoliciesTest {

    private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
    private static final LocalDate DUE = LocalDate.parse("2026-03-10");
    private static final Duration LEASE = Duration.ofSeconds(90);
    private static final PartnerId PARTNER = PartnerId.derived("partner");
    private static final CustomerId CUSTOMER = CustomerId.derived("customer");
    private static final InvoiceId INVOICE = InvoiceId.derived("invoice");
    private static final ChargeId CHARGE = ChargeId.derived("charge");
    private static final ChargeId COLLECTION = ChargeId.derived(INVOICE.value(), "collection");
    private static final PaymentMethodId CARD = PaymentMethodId.derived("card");
    private static final Method VISA = new Method(Method.Kind.CARD, "visa", null, "4242", 12, 2030, null);
    private static final InvoiceTerms KNOWN = (partner, invoice) ->
            Optional.of(new InvoiceTerms.Terms(CUSTOMER, usd(100), false, DUE, ZoneId.of("America/New_York"), 9, NOW));

    private final EmbeddedMongo mongo = new EmbeddedMongo();
    private final StoredWorklists worklists = new StoredWorklists(mongo.database());
    private final List<Command> sent = new ArrayList<>();

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void an_invoice_that_charges_the_method_on_file_has_its_charge_planned() {
        var wish = new Collection(Collection.Way.CHARGE_METHOD_ON_FILE, ChargeTime.DUE_DATE, usd(40), CARD);
        new ScheduleCharges(sent::add, KNOWN).when(created(wish));
        assertThat(sent)
                .containsExactly(new ScheduleCharge(
                        COLLECTION, PARTNER, INVOICE, usd(40), CARD, ChargeTime.DUE_DATE, Origin.INVOICE));
    }

    @Test
    void an_invoice_that_is_collected_another_way_has_no_charge() {
        var policy = new ScheduleCharges(sent::add, KNOWN);
        policy.when(created(Collection.later()));
        policy.when(created(Collection.byLink()));
        assertThat(sent).isEmpty();
    }

    @Test
    void a_wish_that_is_refused_is_put_on_record() {
        var policy = new ScheduleCharges(
                command -> {
                    sent.add(command);
                    ChargeRefusal.NO_METHOD_ON_FILE.when(command instanceof ScheduleCharge);
                },
                KNOWN);
        policy.when(created(Collection.charge(ChargeTime.NOW)));
        assertThat(sent)
                .last()
                .isEqualTo(new RecordRefusal(COLLECTION, PARTNER, CUSTOMER, INVOICE, "NO_METHOD_ON_FILE"));
    }

    @Test
    void news_of_the_partner_that_is_late_refuses_nothing() {
        var policy = new ScheduleCharges(sent::add, (partner, invoice) -> Optional.empty(), Duration.ZERO);
        assertThatThrownBy(() -> policy.when(created(Collection.charge(ChargeTime.NOW))))
                .isNotInstanceOf(Refused.class);
        assertThat(sent).isEmpty();
    }

    @Test
    void a_reservation_submits_the_charge() {
        new SubmitCharges(sent::add).when(new BalanceReserved(INVOICE, PARTNER, CHARGE, usd(40), usd(60), NOW, null));
        assertThat(sent).containsExactly(new SubmitCharge(CHARGE, PARTNER, usd(40), usd(60), INVOICE, null));
    }

    @Test
    void no_reservation_ends_the_charge() {
        new SubmitCharges(sent::add)
                .when(new BalanceRefused(INVOICE, PARTNER, CHARGE, "PAYMENT_IN_FLIGHT", usd(100), null));
        assertThat(sent).containsExactly(new RefuseCharge(CHARGE, PARTNER, "PAYMENT_IN_FLIGHT", INVOICE, null));
    }

    @Test
    void a_planned_charge_comes_up_once_when_it_is_due() {
        var policy = new QueueDueCharges(worklists);
        policy.when(scheduled());
        policy.when(scheduled()); // delivered again
        var due = worklists.of(DueCharge.class, DueCharge.WORKLIST);
        assertThat(due.claim(NOW.minusMillis(1), LEASE, "me")).isEmpty();
        var claim = due.claim(NOW, LEASE, "me").orElseThrow();
        assertThat(claim.body()).isEqualTo(new DueCharge(CHARGE, PARTNER));
        assertThat(due.claim(NOW, LEASE, "another")).isEmpty();
        due.done(claim);
        policy.when(scheduled());
        assertThat(due.claim(NOW, LEASE, "me")).isEmpty();
    }

    @Test
    void a_canceled_charge_never_comes_up() {
        var policy = new QueueDueCharges(worklists);
        policy.when(scheduled());
        policy.when(new ChargeCanceled(CHARGE, PARTNER, CUSTOMER, INVOICE, NOW, null, null));
        assertThat(worklists.of(DueCharge.class, DueCharge.WORKLIST).claim(NOW, LEASE, "me"))
                .isEmpty();
    }

    @Test
    void a_submitted_charge_is_put_before_the_processor_with_all_that_it_takes() {
        new QueueSubmissions(worklists)
                .when(new ChargeSubmitted(CHARGE, PARTNER, CUSTOMER, INVOICE, usd(40), usd(60), CARD, VISA, NOW, null));
        var submissions = worklists.of(Submission.class, Submission.WORKLIST);
        assertThat(submissions.claim(NOW, LEASE, "me").orElseThrow().body())
                .isEqualTo(new Submission(CHARGE, PARTNER, CUSTOMER, CARD, usd(40), NOW));
    }

    @Test
    void a_charge_whose_time_has_come_is_started() {
        var worker = new StartDueCharges(sent::add, new FakeHistory());
        assertThat(worker.work(CHARGE.value(), new DueCharge(CHARGE, PARTNER))).isEqualTo(new Verdict.Done());
        assertThat(sent).containsExactly(new StartCharge(CHARGE, PARTNER));
    }

    private static ChargeScheduled scheduled() {
        return new ChargeScheduled(
                CHARGE,
                PARTNER,
                CUSTOMER,
                INVOICE,
                null,
                null,
                DUE,
                NOW,
                Origin.PARTNER,
                NOW.minusSeconds(60),
                null,
                null);
    }

    private static InvoiceCreated created(Collection collection) {
        return new InvoiceCreated(
                INVOICE,
                PARTNER,
                "Nordlicht",
                CUSTOMER,
                "Fabrikam",
                "INV-1",
                null,
                List.of(new LineItem("Backup", 1, usd(100))),
                null,
                usd(100),
                DUE,
                collection,
                NOW);
    }

    private static Money usd(long dollars) {
        return Money.of(dollars * 100, "USD");
    }
}
