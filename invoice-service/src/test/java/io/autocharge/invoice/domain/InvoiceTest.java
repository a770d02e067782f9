package io.autocharge.invoice.domain;

import static io.autocharge.contracts.invoice.InvoiceRefusal.CHARGE_ABOVE_TOTAL;
import static io.autocharge.contracts.invoice.InvoiceRefusal.CUSTOMER_ARCHIVED;
import static io.autocharge.contracts.invoice.InvoiceRefusal.CUSTOMER_UNKNOWN;
import static io.autocharge.contracts.invoice.InvoiceRefusal.DUE_DATE_IN_PAST;
import static io.autocharge.contracts.invoice.InvoiceRefusal.INVOICE_ID_ALREADY_USED;
import static io.autocharge.contracts.invoice.InvoiceRefusal.NOTHING_TO_PAY;
import static io.autocharge.contracts.invoice.InvoiceRefusal.NO_METHOD_ON_FILE;
import static io.autocharge.contracts.invoice.InvoiceRefusal.PAYMENT_IN_FLIGHT;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Refusal;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.InvoiceCommand.ArchiveInvoice;
import io.autocharge.contracts.invoice.InvoiceCommand.CreateInvoice;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordPayment;
import io.autocharge.contracts.invoice.InvoiceCommand.ReleaseBalance;
import io.autocharge.contracts.invoice.InvoiceCommand.RequestPaymentLink;
import io.autocharge.contracts.invoice.InvoiceCommand.ReserveBalance;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceRefused;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReleased;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReserved;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceArchived;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoicePaid;
import io.autocharge.contracts.invoice.InvoiceEvent.OverpaymentFound;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentLinkRequested;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.LineItem;
import io.autocharge.contracts.invoice.Sums;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.ChargeTime;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.runtime.Given;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class InvoiceTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-03-02");
    private static final PartnerId PARTNER = PartnerId.derived("partner");
    private static final CustomerId CUSTOMER = CustomerId.derived("customer");
    private static final InvoiceId INVOICE = InvoiceId.derived("invoice");
    private static final ChargeId CHARGE = ChargeId.derived("first");
    private static final ChargeId OTHER = ChargeId.derived("second");
    private static final PaymentMethodId CARD = PaymentMethodId.derived("card");
    private static final Method VISA = new Method(Method.Kind.CARD, "visa", null, "4242", 12, 2030, null);

    private Customers.Standing standing = standing(false, List.of(CARD));
    private FixtureConfiguration<Invoice> invoice;

    @BeforeEach
    void set_up() {
        Customers customers = (partner, customer) ->
                customer.equals(CUSTOMER) && partner.equals(PARTNER) ? Optional.of(standing) : Optional.empty();
        invoice = Given.aggregate(Invoice.class, NOW).registerInjectableResource(customers);
    }

    @Test
    void an_invoice_is_created_with_the_sum_of_its_line_items() {
        invoice.givenNoPriorActivity().when(create(Collection.later())).expectEvents(created(Collection.later()));
    }

    @Test
    void an_invoice_by_link_asks_for_the_link_to_be_mailed_at_once() {
        invoice.givenNoPriorActivity()
                .when(create(Collection.byLink()))
                .expectEvents(created(Collection.byLink()), new PaymentLinkRequested(INVOICE, PARTNER, CUSTOMER, NOW));
    }

    @Test
    void the_same_request_delivered_twice_is_one_invoice() {
        invoice.given(created(Collection.later()))
                .when(create(Collection.later()))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void the_same_id_with_other_content_is_refused() {
        refused(invoice.given(created(Collection.later())).when(create(Collection.byLink())), INVOICE_ID_ALREADY_USED);
    }

    @Test
    void an_invoice_of_nothing_is_refused() {
        refused(invoice.givenNoPriorActivity().when(create(CUSTOMER, 0, TODAY, Collection.later())), NOTHING_TO_PAY);
    }

    @Test
    void a_due_date_in_the_past_of_the_partners_zone_is_refused() {
        refused(
                invoice.givenNoPriorActivity().when(create(CUSTOMER, 10_000, TODAY.minusDays(1), Collection.later())),
                DUE_DATE_IN_PAST);
    }

    @Test
    void an_unknown_customer_gets_no_invoice() {
        refused(
                invoice.givenNoPriorActivity().when(create(CustomerId.derived("x"), 10_000, TODAY, Collection.later())),
                CUSTOMER_UNKNOWN);
    }

    @Test
    void an_archived_customer_gets_no_invoice() {
        standing = standing(true, List.of(CARD));
        refused(invoice.givenNoPriorActivity().when(create(Collection.later())), CUSTOMER_ARCHIVED);
    }

    @Test
    void without_a_method_on_file_there_is_nothing_to_charge() {
        standing = standing(false, List.of());
        refused(invoice.givenNoPriorActivity().when(create(Collection.charge(ChargeTime.NOW))), NO_METHOD_ON_FILE);
    }

    @Test
    void no_more_than_the_total_is_charged_at_creation() {
        var tooMuch = new Collection(Collection.Way.CHARGE_METHOD_ON_FILE, ChargeTime.NOW, usd(10_001), null);
        refused(invoice.givenNoPriorActivity().when(create(tooMuch)), CHARGE_ABOVE_TOTAL);
    }

    @Test
    void a_charge_reserves_the_amount_it_asks_for() {
        invoice.given(created(Collection.later()))
                .when(new ReserveBalance(INVOICE, PARTNER, CHARGE, usd(4_000), null, null))
                .expectEvents(new BalanceReserved(INVOICE, PARTNER, CHARGE, usd(4_000), usd(6_000), NOW, null));
    }

    @Test
    void a_charge_without_an_amount_reserves_all_that_is_outstanding() {
        invoice.given(created(Collection.later()))
                .when(new ReserveBalance(INVOICE, PARTNER, CHARGE, null, null, null))
                .expectEvents(new BalanceReserved(INVOICE, PARTNER, CHARGE, usd(10_000), usd(0), NOW, null));
    }

    @Test
    void a_second_charge_is_refused_while_the_first_is_in_flight() {
        invoice.given(created(Collection.later()), reserved(CHARGE, 4_000))
                .when(new ReserveBalance(INVOICE, PARTNER, OTHER, usd(1), null, null))
                .expectEvents(new BalanceRefused(INVOICE, PARTNER, OTHER, PAYMENT_IN_FLIGHT.name(), usd(10_000), null));
    }

    @Test
    void a_charge_that_asks_again_keeps_its_reservation() {
        invoice.given(created(Collection.later()), reserved(CHARGE, 4_000))
                .when(new ReserveBalance(INVOICE, PARTNER, CHARGE, usd(4_000), null, null))
                .expectNoEvents();
    }

    @Test
    void a_charge_above_the_outstanding_balance_is_refused() {
        invoice.given(created(Collection.later()))
                .when(new ReserveBalance(INVOICE, PARTNER, CHARGE, usd(10_001), null, null))
                .expectEvents(new BalanceRefused(INVOICE, PARTNER, CHARGE, "ABOVE_OUTSTANDING", usd(10_000), null));
    }

    @Test
    void a_charge_that_was_refused_stays_refused() {
        invoice.given(
                        created(Collection.later()),
                        new BalanceRefused(INVOICE, PARTNER, CHARGE, "ABOVE_OUTSTANDING", usd(10_000), null))
                .when(new ReserveBalance(INVOICE, PARTNER, CHARGE, usd(1), null, null))
                .expectNoEvents();
    }

    @Test
    void a_payment_below_the_balance_leaves_the_rest_open() {
        invoice.given(created(Collection.later()), reserved(CHARGE, 4_000))
                .when(paid(CHARGE, 4_000))
                .expectEvents(applied(CHARGE, 4_000, 4_000, 6_000));
    }

    @Test
    void the_rest_can_be_charged_later() {
        invoice.given(created(Collection.later()), reserved(CHARGE, 4_000), applied(CHARGE, 4_000, 4_000, 6_000))
                .when(new ReserveBalance(INVOICE, PARTNER, OTHER, null, null, null))
                .expectEvents(new BalanceReserved(INVOICE, PARTNER, OTHER, usd(6_000), usd(0), NOW, null));
    }

    @Test
    void a_payment_of_the_rest_pays_the_invoice() {
        invoice.given(
                        created(Collection.later()),
                        reserved(CHARGE, 4_000),
                        applied(CHARGE, 4_000, 4_000, 6_000),
                        new BalanceReserved(INVOICE, PARTNER, OTHER, usd(6_000), usd(0), NOW, null))
                .when(paid(OTHER, 6_000))
                .expectEvents(
                        applied(OTHER, 6_000, 10_000, 0),
                        new InvoicePaid(INVOICE, PARTNER, CUSTOMER, usd(10_000), NOW));
    }

    @Test
    void a_payment_told_twice_is_one_payment() {
        invoice.given(created(Collection.later()), reserved(CHARGE, 4_000), applied(CHARGE, 4_000, 4_000, 6_000))
                .when(paid(CHARGE, 4_000))
                .expectNoEvents();
    }

    @Test
    void money_for_a_paid_invoice_is_not_lost() {
        invoice.given(created(Collection.later()), applied(CHARGE, 10_000, 10_000, 0))
                .when(paid(OTHER, 500))
                .expectEvents(
                        applied(OTHER, 0, 10_000, 0),
                        new OverpaymentFound(INVOICE, PARTNER, CUSTOMER, OTHER, usd(500), null));
    }

    @Test
    void a_declined_charge_gives_its_reservation_back() {
        invoice.given(created(Collection.later()), reserved(CHARGE, 4_000))
                .when(new ReleaseBalance(INVOICE, PARTNER, CHARGE, "insufficient_funds"))
                .expectEvents(
                        new BalanceReleased(INVOICE, PARTNER, CHARGE, usd(4_000), usd(10_000), "insufficient_funds"));
    }

    @Test
    void nobody_gives_back_the_reservation_of_another() {
        invoice.given(created(Collection.later()), reserved(CHARGE, 4_000))
                .when(new ReleaseBalance(INVOICE, PARTNER, OTHER, "insufficient_funds"))
                .expectNoEvents();
    }

    @Test
    void an_archived_invoice_is_not_charged() {
        invoice.given(created(Collection.later()), new InvoiceArchived(INVOICE, PARTNER, CUSTOMER, NOW))
                .when(new ReserveBalance(INVOICE, PARTNER, CHARGE, null, null, null))
                .expectEvents(new BalanceRefused(INVOICE, PARTNER, CHARGE, "ARCHIVED", usd(10_000), null));
    }

    @Test
    void an_invoice_with_a_charge_in_flight_is_not_archived() {
        refused(
                invoice.given(created(Collection.later()), reserved(CHARGE, 4_000))
                        .when(new ArchiveInvoice(INVOICE, PARTNER)),
                PAYMENT_IN_FLIGHT);
    }

    @Test
    void the_payment_link_can_be_mailed_again() {
        invoice.given(created(Collection.byLink()))
                .when(new RequestPaymentLink(INVOICE, PARTNER))
                .expectEvents(new PaymentLinkRequested(INVOICE, PARTNER, CUSTOMER, NOW));
    }

    private static void refused(ResultValidator<Invoice> result, Refusal refusal) {
        result.expectNoEvents()
                .expectException(Refused.class)
                .expectExceptionMessage(refusal.name() + ": " + refusal.sentence());
    }

    private static Customers.Standing standing(boolean archived, List<PaymentMethodId> methods) {
        return new Customers.Standing(
                "Northwind IT", "Acme Bakery", archived, true, ZoneId.of("America/New_York"), methods);
    }

    private static Money usd(long cents) {
        return Money.of(cents, "USD");
    }

    private static List<LineItem> items(long cents) {
        return List.of(new LineItem("Managed laptops", 1, usd(cents)));
    }

    private static CreateInvoice create(Collection collection) {
        return create(CUSTOMER, 10_000, TODAY.plusDays(30), collection);
    }

    private static CreateInvoice create(CustomerId customer, long cents, LocalDate dueOn, Collection collection) {
        return new CreateInvoice(INVOICE, PARTNER, customer, "INV-1", null, items(cents), null, dueOn, collection);
    }

    private static InvoiceCreated created(Collection collection) {
        return new InvoiceCreated(
                INVOICE,
                PARTNER,
                "Northwind IT",
                CUSTOMER,
                "Acme Bakery",
                "INV-1",
                null,
                items(10_000),
                null,
                usd(10_000),
                TODAY.plusDays(30),
                collection,
                NOW);
    }

    private static BalanceReserved reserved(ChargeId charge, long cents) {
        return new BalanceReserved(INVOICE, PARTNER, charge, usd(cents), usd(10_000 - cents), NOW, null);
    }

    private static RecordPayment paid(ChargeId charge, long cents) {
        return new RecordPayment(INVOICE, PARTNER, charge, usd(cents), VISA, NOW);
    }

    private static PaymentApplied applied(ChargeId charge, long cents, long captured, long outstanding) {
        return new PaymentApplied(
                INVOICE,
                PARTNER,
                "Northwind IT",
                CUSTOMER,
                "Acme Bakery",
                "INV-1",
                charge,
                usd(cents),
                usd(10_000),
                usd(captured),
                usd(outstanding),
                VISA,
                NOW,
                Sums.of(usd(10_000)).afterPayment(usd(captured)));
    }
}
