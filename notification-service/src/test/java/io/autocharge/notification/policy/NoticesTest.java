package io.autocharge.notification.policy;

import static io.autocharge.notification.Samples.BANK;
import static io.autocharge.notification.Samples.CHARGE;
import static io.autocharge.notification.Samples.CUSTOMER;
import static io.autocharge.notification.Samples.INVOICE;
import static io.autocharge.notification.Samples.NORTHWIND;
import static io.autocharge.notification.Samples.NOW;
import static io.autocharge.notification.Samples.PARTNER;
import static io.autocharge.notification.Samples.VISA;
import static io.autocharge.notification.Samples.created;
import static io.autocharge.notification.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.customer.CollectionTerms;
import io.autocharge.contracts.customer.PartnerEvent.CollectionTermsAgreed;
import io.autocharge.contracts.customer.PartnerEvent.PartnerRegistered;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReleased;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReserved;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceArchived;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.notification.MessageCommand.RecordBounce;
import io.autocharge.contracts.notification.MessageCommand.SendMessage;
import io.autocharge.contracts.notification.MessageId;
import io.autocharge.contracts.notification.Template;
import io.autocharge.contracts.payment.Cancellation;
import io.autocharge.contracts.payment.ChargeEvent.ChargeCanceled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeclined;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeShrunk;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.contracts.payment.RetryDenial;
import io.autocharge.contracts.payment.WalletEvent.DefaultPaymentMethodChosen;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodStored;
import io.autocharge.contracts.payment.WalletEvent.RetryDenied;
import io.autocharge.contracts.payment.WalletId;
import io.autocharge.notification.adapter.Plain;
import io.autocharge.notification.domain.Letter;
import io.autocharge.notification.domain.Mailer.Answer;
import io.autocharge.notification.view.Desk;
import io.autocharge.runtime.Worker.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class NoticesTest {

    private static final WalletId WALLET = WalletId.of(CUSTOMER);
    private static final LocalDate DUE = LocalDate.parse("2026-12-22");
    private static final Instant CHARGE_AT = Instant.parse("2026-12-22T14:00:00Z"); // 9 o'clock in New York
    private static final Notice NOTICE = new Notice(CHARGE, PARTNER);
    private static final OpenBill BILL = new OpenBill(INVOICE, PARTNER);

    private final Desk desk = new Desk();
    private final List<Command> sent = new ArrayList<>();
    private final List<Letter> letters = new ArrayList<>();

    @BeforeEach
    void a_partner_a_customer_and_an_invoice_that_is_open() {
        desk.hears("dana@contoso.example");
        desk.hears(new PartnerRegistered(PARTNER, NORTHWIND.name(), NORTHWIND.email(), NORTHWIND.zone(), 9, NOW));
        desk.hears(created());
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void notice_before_an_automatic_charge_is_10_days_for_bank_accounts_and_3_for_cards_unless_agreed_otherwise() {
        has(BANK);
        desk.hears(scheduled(Origin.AUTO_PAY, null));
        assertThat(notice("2026-12-12T13:59:59Z")).isEqualTo(new Verdict.Again(Duration.ofSeconds(1)));
        assertThat(sent).isEmpty();
        assertThat(notice("2026-12-12T14:00:00Z")).isInstanceOf(Verdict.Done.class);
        assertThat(message().template()).isEqualTo(Template.UPCOMING_CHARGE);
        assertThat(message().about()).isEqualTo(CHARGE.value());

        sent.clear();
        has(VISA);
        assertThat(notice("2026-12-12T14:00:00Z")).isEqualTo(new Verdict.Again(Duration.ofDays(1)));
        assertThat(notice("2026-12-19T14:00:00Z")).isInstanceOf(Verdict.Done.class);
        assertThat(sent).hasSize(1);

        sent.clear();
        agree(5, 0, List.of());
        assertThat(notice("2026-12-17T14:00:00Z")).isInstanceOf(Verdict.Done.class);
        assertThat(sent).hasSize(1);
    }

    @Test
    void a_notice_that_is_late_already_is_given_at_once_while_the_charge_is_an_hour_away() {
        has(BANK);
        desk.hears(scheduled(Origin.PARTNER, null));

        notice("2026-12-22T12:59:59Z");
        assertThat(sent).hasSize(1);
        sent.clear();
        assertThat(notice("2026-12-22T13:00:01Z")).isInstanceOf(Verdict.Done.class);
        assertThat(sent).isEmpty();
    }

    @Test
    void where_no_notice_is_wanted_none_is_given() {
        has(VISA);
        agree(0, 0, List.of());
        desk.hears(scheduled(Origin.INVOICE, null));

        assertThat(notice("2026-12-22T12:00:00Z")).isInstanceOf(Verdict.Again.class);
        assertThat(notice("2026-12-22T14:00:00Z")).isInstanceOf(Verdict.Done.class);
        assertThat(sent).isEmpty();
    }

    @Test
    void a_charge_whose_invoice_or_method_was_not_heard_of_yet_is_noticed_when_it_was() {
        try (var early = new Desk()) {
            early.hears(scheduled(Origin.INVOICE, null));
            var worker = new GiveNotices(sent::add, early.prospects(), clock("2026-12-22T10:00:00Z"));
            assertThatThrownBy(() -> worker.work("item", NOTICE)).isInstanceOf(IllegalStateException.class);
        }
        desk.hears(scheduled(Origin.INVOICE, null));
        assertThat(notice("2026-12-22T10:00:00Z")).isEqualTo(new Verdict.Again(Duration.ofHours(2)));
        has(VISA);
        notice("2026-12-22T12:00:00Z");
        assertThat(sent).hasSize(1);
    }

    @Test
    void only_a_dated_charge_that_nobody_waits_for_and_that_is_no_retry_is_noticed() {
        var list = new ToDo();
        var policy = new PlanNotices(list);
        for (var origin : Origin.values()) {
            policy.when(scheduled(origin, null));
            policy.when(scheduled(origin, null));
        }
        assertThat(list.items).hasSize(1);

        var others = new ToDo();
        for (var origin : List.of(Origin.RETRY, Origin.NEW_METHOD, Origin.PAYMENT_LINK, Origin.COMMAND)) {
            new PlanNotices(others).when(scheduled(origin, null));
        }
        assertThat(others.items).isEmpty();
    }

    @Test
    void a_canceled_charge_is_not_noticed_not_even_if_it_is_canceled_while_the_mail_is_on_its_way() {
        has(VISA);
        desk.hears(scheduled(Origin.INVOICE, null));
        notice("2026-12-19T14:00:00Z");
        desk.hears(new ChargeCanceled(CHARGE, PARTNER, CUSTOMER, INVOICE, NOW, Cancellation.REQUESTED, null));
        var order = message();
        sent.clear();

        mail(order);
        assertThat(letters).isEmpty();
        assertThat(sent).singleElement().isInstanceOf(RecordBounce.class);
        sent.clear();
        assertThat(notice("2026-12-19T14:00:00Z")).isInstanceOf(Verdict.Done.class);
        assertThat(sent).isEmpty();
    }

    @Test
    void a_notice_tells_the_plan_as_it_is_when_it_is_sent() {
        has(VISA);
        desk.hears(scheduled(Origin.INVOICE, usd(80_00)));
        notice("2026-12-19T14:00:00Z");
        desk.hears(new ChargeShrunk(CHARGE, PARTNER, CUSTOMER, INVOICE, usd(80_00), usd(30_00), null, NOW));

        mail(message());

        assertThat(letters).singleElement().satisfies(letter -> assertThat(letter.subject())
                .isEqualTo("Northwind IT will charge $30.00 on December 22, 2026"));
        assertThat(letters.get(0).text()).contains("/cancel/", "Visa ending in 4242");
    }

    @Test
    void asked_again_after_a_crash_a_notice_and_a_reminder_are_the_same_message() {
        has(VISA);
        desk.hears(scheduled(Origin.INVOICE, null));
        notice("2026-12-19T14:00:00Z");
        notice("2026-12-20T14:00:00Z");
        assertThat(sent).hasSize(2).allMatch(command -> command.equals(sent.get(0)));
    }

    @Test
    void an_open_invoice_is_reminded_of_on_the_partners_days_at_its_cut_off_hour_once_a_day() {
        assertThat(reminder("2026-12-19T13:59:00Z")).isEqualTo(new Verdict.Again(Duration.ofMinutes(1)));
        assertThat(sent).isEmpty();
        reminder("2026-12-19T14:00:00Z");
        reminder("2026-12-19T20:00:00Z");
        assertThat(sent).hasSize(2).allMatch(command -> command.equals(sent.get(0)));
        reminder("2026-12-23T14:00:00Z");
        reminder("2026-12-29T14:00:00Z");
        assertThat(reminder("2027-01-05T14:00:00Z")).isInstanceOf(Verdict.Done.class);
        assertThat(sent.stream()
                        .map(command -> ((SendMessage) command).messageId())
                        .distinct())
                .hasSize(4);
        assertThat(message().template()).isEqualTo(Template.REMINDER);
    }

    @Test
    void reminders_stop_on_paid_on_in_flight_and_on_archived() {
        desk.hears(new BalanceReserved(INVOICE, PARTNER, CHARGE, usd(40_00), usd(60_00), NOW, null));
        assertThat(reminder("2026-12-23T14:00:00Z")).isEqualTo(new Verdict.Again(Duration.ofHours(1)));
        assertThat(sent).isEmpty();
        desk.hears(new BalanceReleased(INVOICE, PARTNER, CHARGE, usd(40_00), usd(100_00), "DECLINED"));
        reminder("2026-12-23T15:00:00Z");
        assertThat(sent).hasSize(1);
        sent.clear();

        desk.hears(paid());
        reminder("2026-12-29T14:00:00Z");
        assertThat(sent).isEmpty();
        desk.hears(new InvoiceArchived(INVOICE, PARTNER, CUSTOMER, NOW));
        assertThat(reminder("2026-12-29T15:00:00Z")).isInstanceOf(Verdict.Done.class);
        assertThat(sent).isEmpty();
    }

    @Test
    void an_invoice_that_will_be_charged_automatically_is_not_reminded_of() {
        has(VISA);
        desk.hears(scheduled(Origin.AUTO_PAY, null));
        reminder("2026-12-19T14:00:00Z");
        assertThat(sent).isEmpty();
    }

    @Test
    void changed_terms_hold_for_the_reminders_to_come_and_days_before_the_invoice_was_created_are_left_out() {
        agree(3, 10, List.of(-30, 2));
        reminder("2026-11-23T03:30:00Z");
        reminder("2026-12-23T14:00:00Z");
        assertThat(sent).isEmpty();
        reminder("2026-12-24T14:00:00Z");
        assertThat(sent).hasSize(1);
    }

    @Test
    void a_failed_charge_is_told_when_its_next_try_is_decided_or_after_a_bounded_time() {
        var worker = new TellFailures(sent::add, desk.prospects());
        var failure = new Failure(CHARGE, PARTNER, CUSTOMER, NOW);

        assertThat(worker.work("item", failure, 1)).isInstanceOf(Verdict.Again.class);
        assertThat(sent).isEmpty();
        assertThat(worker.work("item", failure, 15)).isInstanceOf(Verdict.Done.class);
        desk.hears(new RetryDenied(
                WALLET,
                PARTNER,
                CUSTOMER,
                CHARGE,
                INVOICE,
                PaymentMethodId.derived("m"),
                RetryDenial.HARD_DECLINE,
                "stolen_card",
                NOW));
        assertThat(worker.work("item", failure, 1)).isInstanceOf(Verdict.Done.class);
        assertThat(sent).hasSize(2).allMatch(command -> command.equals(sent.get(0)));
    }

    @Test
    void who_paid_by_link_is_not_mailed_a_decline_that_the_page_has_shown() {
        var list = new ToDo();
        var policy = new SendFailures(list);
        policy.when(declined(ChargeId.derived("by link"), Origin.PAYMENT_LINK));
        assertThat(list.items).isEmpty();
        policy.when(declined(CHARGE, Origin.PARTNER));
        policy.when(declined(CHARGE, Origin.PARTNER));
        assertThat(list.items).hasSize(1);
    }

    private Verdict notice(String at) {
        return new GiveNotices(sent::add, desk.prospects(), clock(at)).work("item", NOTICE);
    }

    private Verdict reminder(String at) {
        return new RemindCustomers(sent::add, desk.prospects(), clock(at)).work("item", BILL);
    }

    private void mail(SendMessage order) {
        var errand = new Errand(order.messageId(), PARTNER, CUSTOMER, order.template(), order.about(), order.to());
        new SendMails(
                        sent::add,
                        desk.messages(),
                        desk.correspondence(),
                        desk.prospects(),
                        Plain.stationery(),
                        this::post,
                        clock("2026-12-19T14:00:01Z"))
                .work("item", errand);
    }

    private Answer post(MessageId id, List<String> to, Letter letter) {
        letters.add(letter);
        return new Answer.Taken(to);
    }

    private SendMessage message() {
        return (SendMessage) sent.get(sent.size() - 1);
    }

    private void has(Method method) {
        var id = PaymentMethodId.derived(method.last4());
        desk.hears(
                new PaymentMethodStored(WALLET, PARTNER, CUSTOMER, id, method, "tok", true, NOW),
                new DefaultPaymentMethodChosen(WALLET, PARTNER, CUSTOMER, id, null));
    }

    private void agree(int card, int bank, List<Integer> reminders) {
        desk.hears(new CollectionTermsAgreed(PARTNER, new CollectionTerms(List.of(), card, bank, reminders), NOW));
    }

    private static Clock clock(String at) {
        return Clock.fixed(Instant.parse(at), ZoneOffset.UTC);
    }

    private static ChargeScheduled scheduled(Origin origin, Money amount) {
        return new ChargeScheduled(
                CHARGE, PARTNER, CUSTOMER, INVOICE, amount, null, DUE, CHARGE_AT, origin, NOW, null, null);
    }

    private static ChargeDeclined declined(ChargeId charge, Origin origin) {
        return new ChargeDeclined(
                charge, PARTNER, CUSTOMER, INVOICE, usd(40_00), VISA, "insufficient_funds", NOW, null, origin);
    }

    private static PaymentApplied paid() {
        return new PaymentApplied(
                INVOICE,
                PARTNER,
                NORTHWIND.name(),
                CUSTOMER,
                "Contoso Dental Group",
                "INV-1001",
                CHARGE,
                usd(100_00),
                usd(100_00),
                usd(100_00),
                usd(0),
                VISA,
                NOW,
                null);
    }
}
