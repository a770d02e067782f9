package io.autocharge.payment.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.Cancellation;
import io.autocharge.contracts.payment.Cause;
import io.autocharge.contracts.payment.ChargeEvent.BalanceRequested;
import io.autocharge.contracts.payment.ChargeEvent.ChargeCanceled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeclined;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeferred;
import io.autocharge.contracts.payment.ChargeEvent.ChargeOutcomeUnknown;
import io.autocharge.contracts.payment.ChargeEvent.ChargeRefused;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeSubmitted;
import io.autocharge.contracts.payment.ChargeEvent.PartialPaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentMethodSwitched;
import io.autocharge.contracts.payment.ChargeEvent.PaymentPending;
import io.autocharge.contracts.payment.ChargeEvent.PaymentReturned;
import io.autocharge.contracts.payment.ChargeEvent.SettledPaymentReturned;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.contracts.payment.RetryDenial;
import io.autocharge.contracts.payment.WalletEvent.RetryDenied;
import io.autocharge.contracts.payment.WalletEvent.RetryGranted;
import io.autocharge.contracts.payment.WalletId;
import io.autocharge.payment.view.ChargeView.NextTry;
import io.autocharge.payment.view.ChargeView.Status;
import io.autocharge.payment.view.Charges.Wanted;
import io.autocharge.runtime.Json;
import io.autocharge.runtime.Position;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.mongo.Collections;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ChargesTest {

    private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-03-02");
    private static final PartnerId PARTNER = PartnerId.derived("partner");
    private static final PartnerId STRANGER = PartnerId.derived("stranger");
    private static final CustomerId CUSTOMER = CustomerId.derived("customer");
    private static final InvoiceId INVOICE = InvoiceId.derived("invoice");
    private static final ChargeId CHARGE = ChargeId.derived("charge");
    private static final WalletId WALLET = WalletId.of(CUSTOMER);
    private static final PaymentMethodId CARD = PaymentMethodId.derived("card");
    private static final Method VISA = new Method(Method.Kind.CARD, "visa", null, "4242", 12, 2030, null);

    private final EmbeddedMongo mongo = new EmbeddedMongo();
    private final Charges charges = new Charges(new Collections(mongo.database()));

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void a_charge_is_shown_as_its_events_left_it_and_so_again_after_a_rebuild() {
        partialPayment(CHARGE);
        var shown = found();
        assertThat(shown.status()).isEqualTo(Status.CAPTURED);
        assertThat(shown.amount()).isEqualTo(usd(40));
        assertThat(shown.remaining()).isEqualTo(usd(60));
        assertThat(shown.paymentMethodId()).isEqualTo(CARD);
        assertThat(shown.method()).isEqualTo(VISA);
        assertThat(shown.processorReference()).isEqualTo("ch_1");
        assertThat(shown.createdAt()).isEqualTo(NOW);
        assertThat(shown.updatedAt()).isEqualTo(NOW.plusSeconds(3));
        assertThat(shown.position()).isEqualTo(5);

        partialPayment(CHARGE); // delivered again
        assertThat(found()).isEqualTo(shown);

        charges.reset();
        assertThat(charges.find(PARTNER, CHARGE)).isEmpty();
        partialPayment(CHARGE);
        assertThat(found()).isEqualTo(shown);
    }

    @Test
    void a_charge_shows_how_far_it_has_come() {
        charges.on(scheduled(CHARGE, INVOICE, 0), new Position(1));
        assertThat(found().status()).isEqualTo(Status.SCHEDULED);
        charges.on(requested(CHARGE), NOW, new Position(2));
        assertThat(found().status()).isEqualTo(Status.REQUESTED);
        charges.on(submitted(CHARGE), new Position(3));
        assertThat(found().status()).isEqualTo(Status.SUBMITTED);
        charges.on(new ChargeOutcomeUnknown(CHARGE, PARTNER, CUSTOMER, INVOICE, usd(40), NOW), new Position(4));
        assertThat(found().status()).isEqualTo(Status.UNKNOWN);
        charges.on(new PaymentPending(CHARGE, PARTNER, CUSTOMER, INVOICE, usd(40), VISA, "c", NOW), new Position(5));
        assertThat(found().status()).isEqualTo(Status.PENDING);
        charges.on(
                new PaymentReturned(CHARGE, PARTNER, CUSTOMER, INVOICE, usd(40), VISA, "R01", NOW, null, null),
                new Position(6));
        assertThat(found().status()).isEqualTo(Status.RETURNED);
        assertThat(found().reason()).isEqualTo("R01");
        charges.on(
                new PaymentCaptured(CHARGE, PARTNER, CUSTOMER, INVOICE, usd(40), VISA, "c", NOW, null),
                new Position(7));
        assertThat(found().status()).isEqualTo(Status.CAPTURED);
        charges.on(
                new SettledPaymentReturned(CHARGE, PARTNER, CUSTOMER, INVOICE, usd(40), VISA, "R10", NOW, null),
                new Position(8));
        assertThat(found().status()).isEqualTo(Status.RETURNED_AFTER_SETTLEMENT);
    }

    @Test
    void a_charge_shows_why_nothing_was_charged() {
        charges.on(scheduled(CHARGE, INVOICE, 0), new Position(1));
        charges.on(
                new ChargeDeclined(CHARGE, PARTNER, CUSTOMER, INVOICE, usd(40), VISA, "lost", NOW, null, null),
                new Position(2));
        assertThat(found().status()).isEqualTo(Status.DECLINED);
        assertThat(found().reason()).isEqualTo("lost");
        var canceled = ChargeId.derived("canceled");
        charges.on(scheduled(canceled, INVOICE, 1), new Position(3));
        charges.on(new ChargeCanceled(canceled, PARTNER, CUSTOMER, INVOICE, NOW, null, null), new Position(4));
        assertThat(charges.find(PARTNER, canceled).orElseThrow().status()).isEqualTo(Status.CANCELED);
    }

    @Test
    void a_charge_that_waits_is_scheduled_again_and_shows_what_it_waits_for() {
        var id = ChargeId.derived("waits");
        charges.on(scheduled(id, INVOICE, 1), new Position(1));
        charges.on(
                new ChargeDeferred(id, PARTNER, CUSTOMER, INVOICE, null, "PAYMENT_IN_FLIGHT", 1, NOW, NOW),
                new Position(2));
        var waits = charges.find(PARTNER, id).orElseThrow();
        assertThat(waits.status()).isEqualTo(Status.SCHEDULED);
        assertThat(waits.reason()).isEqualTo("PAYMENT_IN_FLIGHT");
    }

    @Test
    void a_canceled_charge_shows_the_reason() {
        var id = ChargeId.derived("paid otherwise");
        charges.on(scheduled(id, INVOICE, 1), new Position(1));
        charges.on(
                new ChargeCanceled(id, PARTNER, CUSTOMER, INVOICE, NOW, Cancellation.PAID_OTHERWISE, null),
                new Position(2));
        assertThat(charges.find(PARTNER, id).orElseThrow().reason()).isEqualTo("PAID_OTHERWISE");
    }

    @Test
    void a_failed_charge_shows_its_next_try_or_why_there_is_none() {
        var retry = ChargeId.derived(CHARGE.value(), "retry");
        var other = ChargeId.derived("other try");
        fail();
        assertThat(found().nextTry()).isNull();
        charges.on(granted(retry), new Position(3));
        assertThat(found().nextTry()).isEqualTo(new NextTry(NOW.plusSeconds(86_400), retry));
        charges.on(again(retry, Origin.RETRY, NOW.plusSeconds(86_400)), new Position(4));
        assertThat(found().nextTry()).isEqualTo(new NextTry(NOW.plusSeconds(86_400), retry));
        charges.on(
                new ChargeCanceled(retry, PARTNER, CUSTOMER, INVOICE, NOW, Cancellation.METHOD_REPLACED, null),
                new Position(5));
        assertThat(found().nextTry()).isNull();
        charges.on(again(other, Origin.NEW_METHOD, NOW), new Position(6));
        assertThat(found().nextTry()).isEqualTo(new NextTry(NOW, other));
        assertThat(found().status()).isEqualTo(Status.DECLINED);
        assertThat(Json.write(found()))
                .contains("\"next_try\":{\"at\":\"2026-03-02T15:00:00.000Z\",\"charge_id\":\"" + other + "\"}");
    }

    @Test
    void a_failed_charge_that_is_not_tried_again_shows_why() {
        fail();
        charges.on(
                new RetryDenied(
                        WALLET, PARTNER, CUSTOMER, CHARGE, INVOICE, CARD, RetryDenial.HARD_DECLINE, "stolen_card", NOW),
                new Position(3));
        assertThat(found().noRetryReason()).isEqualTo(RetryDenial.HARD_DECLINE);
        assertThat(Json.write(found())).contains("\"no_retry_reason\":\"hard_decline\"");
    }

    @Test
    void a_next_try_that_a_pause_gives_up_is_shown_as_paused() {
        var retry = ChargeId.derived(CHARGE.value(), "retry");
        fail();
        charges.on(granted(retry), new Position(3));
        charges.on(again(retry, Origin.RETRY, NOW), new Position(4));
        charges.on(
                new ChargeCanceled(retry, PARTNER, CUSTOMER, INVOICE, NOW, Cancellation.PAUSED, null), new Position(5));
        assertThat(found().nextTry()).isNull();
        assertThat(found().noRetryReason()).isEqualTo(RetryDenial.PAUSED);
    }

    @Test
    void what_is_planned_with_a_method_is_found_until_it_is_made_with_another() {
        var retry = ChargeId.derived(CHARGE.value(), "retry");
        var other = PaymentMethodId.derived("other card");
        charges.on(
                new ChargeScheduled(
                        CHARGE, PARTNER, CUSTOMER, INVOICE, null, CARD, TODAY, NOW, Origin.PARTNER, NOW, null, null),
                new Position(1));
        charges.on(scheduled(ChargeId.derived("of the default"), INVOICE, 1), new Position(2));
        assertThat(charges.planned(PARTNER, CUSTOMER, CARD)).containsExactly(CHARGE);
        assertThat(charges.planned(STRANGER, CUSTOMER, CARD)).isEmpty();
        charges.on(new PaymentMethodSwitched(CHARGE, PARTNER, CUSTOMER, INVOICE, CARD, other, NOW), new Position(3));
        assertThat(charges.planned(PARTNER, CUSTOMER, CARD)).isEmpty();
        assertThat(found().paymentMethodId()).isEqualTo(other);
        charges.on(again(retry, Origin.RETRY, NOW), new Position(4));
        assertThat(charges.planned(PARTNER, CUSTOMER, CARD)).isEmpty();
    }

    @Test
    void a_charge_that_could_not_even_be_planned_is_shown_with_its_reason() {
        charges.on(new ChargeRefused(CHARGE, PARTNER, CUSTOMER, INVOICE, "INVOICE_ARCHIVED", NOW), new Position(1));
        assertThat(found().status()).isEqualTo(Status.REFUSED);
        assertThat(found().reason()).isEqualTo("INVOICE_ARCHIVED");
        assertThat(found().invoiceId()).isEqualTo(INVOICE);
    }

    @Test
    void another_partner_sees_nothing_of_it() {
        partialPayment(CHARGE);
        assertThat(charges.find(STRANGER, CHARGE)).isEmpty();
        assertThat(charges.list(STRANGER, new Wanted(null, null, null), PageRequest.first(10))
                        .data())
                .isEmpty();
    }

    @Test
    void charges_are_listed_by_invoice_customer_and_status_newest_first() {
        var other = InvoiceId.derived("other");
        for (int i = 0; i < 4; i++) {
            var id = ChargeId.derived("charge", String.valueOf(i));
            charges.on(scheduled(id, i == 0 ? other : INVOICE, i), new Position(i + 1));
        }
        var first = charges.list(PARTNER, new Wanted(INVOICE, null, null), PageRequest.first(2));
        assertThat(first.data())
                .extracting(ChargeView::id)
                .containsExactly(ChargeId.derived("charge", "3"), ChargeId.derived("charge", "2"));
        assertThat(first.hasNextPage()).isTrue();
        var rest = charges.list(
                PARTNER, new Wanted(INVOICE, CUSTOMER, Status.SCHEDULED), PageRequest.of(2, first.endCursor(), null));
        assertThat(rest.data()).extracting(ChargeView::id).containsExactly(ChargeId.derived("charge", "1"));
        assertThat(charges.list(PARTNER, new Wanted(null, null, Status.CAPTURED), PageRequest.first(2))
                        .data())
                .isEmpty();
    }

    private void fail() {
        charges.on(scheduled(CHARGE, INVOICE, 0), new Position(1));
        charges.on(
                new ChargeDeclined(CHARGE, PARTNER, CUSTOMER, INVOICE, usd(40), VISA, "lost", NOW, null, null),
                new Position(2));
    }

    private static RetryGranted granted(ChargeId retry) {
        return new RetryGranted(
                WALLET,
                PARTNER,
                CUSTOMER,
                CHARGE,
                INVOICE,
                CARD,
                retry,
                2,
                usd(40),
                TODAY.plusDays(1),
                NOW.plusSeconds(86_400),
                NOW);
    }

    private static ChargeScheduled again(ChargeId id, Origin origin, Instant at) {
        return new ChargeScheduled(
                id, PARTNER, CUSTOMER, INVOICE, null, CARD, TODAY, at, origin, NOW, Cause.retry(CHARGE, 2), null);
    }

    private void partialPayment(ChargeId id) {
        charges.on(scheduled(id, INVOICE, 0), new Position(1));
        charges.on(requested(id), NOW.plusSeconds(1), new Position(2));
        charges.on(submitted(id), new Position(3));
        charges.on(
                new PartialPaymentCaptured(
                        id, PARTNER, CUSTOMER, INVOICE, usd(40), usd(60), VISA, "ch_1", NOW.plusSeconds(3), null),
                new Position(5));
    }

    private ChargeView found() {
        return charges.find(PARTNER, CHARGE).orElseThrow();
    }

    private static ChargeScheduled scheduled(ChargeId id, InvoiceId invoice, int second) {
        var at = NOW.plusSeconds(second);
        return new ChargeScheduled(
                id, PARTNER, CUSTOMER, invoice, null, null, TODAY, at, Origin.PARTNER, at, null, null);
    }

    private static BalanceRequested requested(ChargeId id) {
        return new BalanceRequested(id, PARTNER, CUSTOMER, INVOICE, null, CARD, VISA, null, null, null);
    }

    private static ChargeSubmitted submitted(ChargeId id) {
        return new ChargeSubmitted(
                id, PARTNER, CUSTOMER, INVOICE, usd(40), usd(60), CARD, VISA, NOW.plusSeconds(2), null);
    }

    private static Money usd(long dollars) {
        return Money.of(dollars * 100, "USD");
    }
}
