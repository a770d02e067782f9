package io.autocharge.payment.domain;

import static io.autocharge.payment.domain.Known.CARD;
import static io.autocharge.payment.domain.Known.CHARGE;
import static io.autocharge.payment.domain.Known.CUSTOMER;
import static io.autocharge.payment.domain.Known.DUE;
import static io.autocharge.payment.domain.Known.NEW_YORK;
import static io.autocharge.payment.domain.Known.NOW;
import static io.autocharge.payment.domain.Known.PARTNER;
import static io.autocharge.payment.domain.Known.VISA;
import static io.autocharge.payment.domain.Known.usd;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.Allocation;
import io.autocharge.contracts.payment.ChargeCommand.RecordOutcome;
import io.autocharge.contracts.payment.ChargeCommand.RefuseCharge;
import io.autocharge.contracts.payment.ChargeCommand.ScheduleCharge;
import io.autocharge.contracts.payment.ChargeCommand.StartCharge;
import io.autocharge.contracts.payment.ChargeCommand.SubmitCharge;
import io.autocharge.contracts.payment.ChargeEvent.BalanceRequested;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeclined;
import io.autocharge.contracts.payment.ChargeEvent.ChargeRefused;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeSubmitted;
import io.autocharge.contracts.payment.ChargeEvent.PartialPaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentCaptured;
import io.autocharge.contracts.payment.ChargeRefusal;
import io.autocharge.contracts.payment.ChargeTime;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.contracts.payment.Outcome;
import io.autocharge.contracts.payment.Outcome.Status;
import io.autocharge.contracts.payment.Share;
import io.autocharge.runtime.Given;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SeveralInvoicesTest {

    private static final List<InvoiceId> SORTED = Stream.of("a", "b", "c")
            .map(InvoiceId::derived)
            .sorted((one, other) -> one.value().compareTo(other.value()))
            .toList();
    private static final InvoiceId A = SORTED.get(0);
    private static final InvoiceId B = SORTED.get(1);

    private final Map<InvoiceId, InvoiceTerms.Terms> invoices = new HashMap<>();
    private final Known known = new Known() {
        @Override
        public Optional<InvoiceTerms.Terms> find(io.autocharge.contracts.PartnerId partner, InvoiceId invoice) {
            return Optional.ofNullable(invoices.get(invoice));
        }
    };
    private final FixtureConfiguration<Charge> charge =
            Given.aggregate(Charge.class, NOW).registerInjectableResource(known);

    SeveralInvoicesTest() {
        for (var invoice : SORTED) {
            invoices.put(invoice, terms(CUSTOMER, usd(100), false));
        }
    }

    @Test
    void one_payment_can_cover_several_invoices_with_exact_allocation() {
        charge.givenNoPriorActivity()
                .when(order(usd(150), part(B, usd(50)), part(A, usd(100))))
                .expectEvents(scheduled());
        refused(order(usd(151), part(B, usd(50)), part(A, usd(100))), ChargeRefusal.ALLOCATION_INEXACT);
        refused(order(usd(50), part(B, usd(50)), part(A, usd(0))), ChargeRefusal.ALLOCATION_INEXACT);
        refused(order(usd(201), part(B, usd(101)), part(A, usd(100))), ChargeRefusal.ABOVE_OUTSTANDING);
        refused(order(usd(100), part(B, usd(50)), part(B, usd(50))), ChargeRefusal.INVOICES_MIXED);
    }

    @Test
    void invoices_of_another_customer_or_currency_or_that_are_closed_are_not_covered() {
        invoices.put(A, terms(CustomerId.derived("other"), usd(100), false));
        refused(order(usd(150), part(B, usd(50)), part(A, usd(100))), ChargeRefusal.INVOICES_MIXED);
        invoices.put(A, terms(CUSTOMER, Money.of(100_00, "EUR"), false));
        refused(order(usd(150), part(B, usd(50)), part(A, usd(100))), ChargeRefusal.INVOICES_MIXED);
        invoices.put(A, terms(CUSTOMER, usd(100), true));
        refused(order(usd(150), part(B, usd(50)), part(A, usd(100))), ChargeRefusal.INVOICE_ARCHIVED);
        invoices.remove(A);
        refused(order(usd(150), part(B, usd(50)), part(A, usd(100))), ChargeRefusal.INVOICE_UNKNOWN);
    }

    @Test
    void a_payment_over_several_invoices_is_made_now_or_not_at_all() {
        refused(
                new ScheduleCharge(
                        CHARGE,
                        PARTNER,
                        B,
                        usd(50),
                        CARD,
                        ChargeTime.DUE_DATE,
                        Origin.PARTNER,
                        null,
                        List.of(part(B, usd(50)))),
                ChargeRefusal.SEVERAL_INVOICES_ONLY_NOW);
    }

    @Test
    void the_invoices_are_asked_one_after_the_other_and_charged_by_one_submission() {
        charge.given(scheduled()).when(new StartCharge(CHARGE, PARTNER)).expectEvents(asked(A, usd(100), null));
        charge.given(scheduled(), asked(A, usd(100), null))
                .when(new SubmitCharge(CHARGE, PARTNER, usd(100), usd(0), A, null))
                .expectEvents(asked(B, usd(50), List.of(new Share(A, usd(100), usd(0)))));
        charge.given(scheduled(), asked(A, usd(100), null), asked(B, usd(50), List.of(new Share(A, usd(100), usd(0)))))
                .when(new SubmitCharge(CHARGE, PARTNER, usd(50), usd(50), B, null))
                .expectEvents(submitted());
    }

    @Test
    void an_answer_told_twice_does_not_stand_for_the_next_invoice() {
        charge.given(scheduled(), asked(A, usd(100), null), asked(B, usd(50), List.of(new Share(A, usd(100), usd(0)))))
                .when(new SubmitCharge(CHARGE, PARTNER, usd(100), usd(0), A, null))
                .expectNoEvents();
    }

    @Test
    void if_one_refuses_the_others_are_given_back_and_nothing_is_charged() {
        charge.given(scheduled(), asked(A, usd(100), null), asked(B, usd(50), List.of(new Share(A, usd(100), usd(0)))))
                .when(new RefuseCharge(CHARGE, PARTNER, "PAYMENT_IN_FLIGHT", B, null))
                .expectEvents(refusal(B), refusal(A));
    }

    @Test
    void each_invoice_is_told_of_its_own_part_and_the_parts_are_the_payment() {
        var outcome = new Outcome(Status.CAPTURED, "ch_1", null, usd(5));
        charge.given(scheduled(), submitted())
                .when(new RecordOutcome(CHARGE, PARTNER, outcome))
                .expectEvents(
                        new PaymentCaptured(CHARGE, PARTNER, CUSTOMER, A, usd(100), VISA, "ch_1", NOW, usd(5)),
                        new PartialPaymentCaptured(
                                CHARGE, PARTNER, CUSTOMER, B, usd(50), usd(50), VISA, "ch_1", NOW, null));
        charge.given(scheduled(), submitted())
                .when(new RecordOutcome(CHARGE, PARTNER, new Outcome(Status.DECLINED, null, "do_not_honor")))
                .expectEvents(declined(A, usd(100)), declined(B, usd(50)));
    }

    private void refused(ScheduleCharge order, ChargeRefusal reason) {
        charge.givenNoPriorActivity()
                .when(order)
                .expectException(Matchers.matches(e -> e instanceof Refused refused && refused.reason() == reason))
                .expectNoEvents();
    }

    private static ScheduleCharge order(Money amount, Allocation... parts) {
        return new ScheduleCharge(
                CHARGE,
                PARTNER,
                parts[0].invoiceId(),
                amount,
                CARD,
                ChargeTime.NOW,
                Origin.PARTNER,
                null,
                List.of(parts));
    }

    private static Allocation part(InvoiceId invoice, Money amount) {
        return new Allocation(invoice, amount);
    }

    private static InvoiceTerms.Terms terms(CustomerId customer, Money outstanding, boolean archived) {
        return new InvoiceTerms.Terms(customer, outstanding, archived, DUE, NEW_YORK, 9, NOW);
    }

    private static ChargeScheduled scheduled() {
        return new ChargeScheduled(
                CHARGE,
                PARTNER,
                CUSTOMER,
                B,
                usd(150),
                CARD,
                Known.TODAY,
                NOW,
                Origin.PARTNER,
                NOW,
                null,
                List.of(part(B, usd(50)), part(A, usd(100))));
    }

    private static BalanceRequested asked(InvoiceId invoice, Money amount, List<Share> reserved) {
        return new BalanceRequested(CHARGE, PARTNER, CUSTOMER, invoice, amount, CARD, VISA, null, null, reserved);
    }

    private static ChargeSubmitted submitted() {
        return new ChargeSubmitted(
                CHARGE,
                PARTNER,
                CUSTOMER,
                B,
                usd(150),
                usd(50),
                CARD,
                VISA,
                NOW,
                List.of(new Share(A, usd(100), usd(0)), new Share(B, usd(50), usd(50))));
    }

    private static ChargeRefused refusal(InvoiceId invoice) {
        return new ChargeRefused(CHARGE, PARTNER, CUSTOMER, invoice, "PAYMENT_IN_FLIGHT", NOW);
    }

    private static ChargeDeclined declined(InvoiceId invoice, Money amount) {
        return new ChargeDeclined(
                CHARGE, PARTNER, CUSTOMER, invoice, amount, VISA, "do_not_honor", NOW, CARD, Origin.PARTNER);
    }
}
