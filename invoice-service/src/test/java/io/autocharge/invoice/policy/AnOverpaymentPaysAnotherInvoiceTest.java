package io.autocharge.invoice.policy;

import static io.autocharge.invoice.Samples.CHARGE;
import static io.autocharge.invoice.Samples.CUSTOMER;
import static io.autocharge.invoice.Samples.DUE;
import static io.autocharge.invoice.Samples.INVOICE;
import static io.autocharge.invoice.Samples.NOW;
import static io.autocharge.invoice.Samples.OTHER;
import static io.autocharge.invoice.Samples.PARTNER;
import static io.autocharge.invoice.Samples.paid;
import static io.autocharge.invoice.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Context;
import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.CreditCommand.ApplyCredit;
import io.autocharge.contracts.invoice.CreditEvent.CreditGranted;
import io.autocharge.contracts.invoice.CreditEvent.CreditRestored;
import io.autocharge.contracts.invoice.CreditEvent.CreditTakenBack;
import io.autocharge.contracts.invoice.CreditId;
import io.autocharge.contracts.invoice.CreditUseId;
import io.autocharge.contracts.invoice.InvoiceCommand.CreateInvoice;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordReturn;
import io.autocharge.contracts.invoice.InvoiceEvent.CreditApplied;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoicePaid;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.LineItem;
import io.autocharge.contracts.invoice.Receipt;
import io.autocharge.contracts.invoice.ReceiptBookEvent.ReceiptIssued;
import io.autocharge.contracts.invoice.ReceiptBookId;
import io.autocharge.invoice.InvoicesAlone;
import io.autocharge.invoice.domain.Credit;
import io.autocharge.invoice.domain.Invoice;
import io.autocharge.invoice.domain.OpenInvoices;
import io.autocharge.invoice.domain.ReceiptBook;
import io.autocharge.runtime.ServiceModule;
import io.autocharge.runtime.Soon;
import io.autocharge.runtime.axon.OneProcess;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The credit from end to end on the real event store: aggregates and policies as the service has them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AnOverpaymentPaysAnotherInvoiceTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final InvoiceId NEXT = InvoiceId.derived("next");
    private static final CreditId CREDIT = CreditId.of(OTHER, INVOICE, null);
    private static final CreditUseId USE = CreditUseId.derived("use");

    private record Money(List<Object> policies) implements ServiceModule {

        @Override
        public Context context() {
            return Context.INVOICE;
        }

        @Override
        public List<Class<?>> aggregates() {
            return List.of(Invoice.class, Credit.class, ReceiptBook.class);
        }

        @Override
        public List<Object> views() {
            return List.of();
        }
    }

    private final EmbeddedMongo mongo = new EmbeddedMongo();
    private final OneProcess process = new OneProcess(mongo.database(), "one");

    @AfterEach
    void close() {
        process.close();
        mongo.close();
    }

    @Test
    void an_overpayment_becomes_a_credit_that_pays_another_invoice_and_a_bank_that_takes_it_back_leaves_a_shortfall() {
        OpenInvoices invoices = (partner, invoice) -> Optional.of(new OpenInvoices.OpenInvoice(CUSTOMER, usd(10_000)));
        var commands = process.commands();
        process.start(
                new Money(List.of(
                        new RecordOverpayments(commands),
                        new ApplyCredits(commands),
                        new IssueReceipts(commands, process.history()))),
                Clock.fixed(NOW, ZoneOffset.UTC),
                InvoicesAlone.ANYBODY,
                invoices);
        commands.send(create(INVOICE, 10_000));
        commands.send(create(NEXT, 3_000));
        commands.send(paid(CHARGE, 10_000));
        commands.send(paid(OTHER, 5_000));
        assertThat(soon(CREDIT, CreditGranted.class).amount()).isEqualTo(usd(5_000));

        commands.send(new ApplyCredit(CREDIT, PARTNER, USE, NEXT, usd(4_000)));
        assertThat(soon(NEXT, CreditApplied.class).amount()).isEqualTo(usd(3_000));
        assertThat(soon(NEXT, InvoicePaid.class).total()).isEqualTo(usd(3_000));
        assertThat(soon(CREDIT, CreditRestored.class).remaining()).isEqualTo(usd(2_000));

        commands.send(new RecordReturn(INVOICE, PARTNER, OTHER, usd(5_000), "R10", NOW));
        var lost = soon(CREDIT, CreditTakenBack.class);
        assertThat(lost.amount()).isEqualTo(usd(5_000));
        assertThat(lost.shortfall()).isEqualTo(usd(3_000));
        assertThat(lost.remaining()).isEqualTo(usd(0));

        var book = ReceiptBookId.derived(PARTNER.value());
        assertThat(Soon.find(LONG, () -> Optional.of(process.history()
                                        .of(book, ReceiptIssued.class)
                                        .map(ReceiptIssued::receipt)
                                        .toList())
                                .filter(receipts -> receipts.size() == 2))
                        .orElseThrow())
                .extracting(Receipt::amount)
                .containsExactlyInAnyOrder(usd(10_000), usd(5_000));
    }

    private <T extends Event> T soon(Id subject, Class<T> kind) {
        return Soon.find(LONG, () -> process.history().of(subject, kind).findFirst())
                .orElseThrow();
    }

    private static CreateInvoice create(InvoiceId invoice, long cents) {
        return new CreateInvoice(
                invoice,
                PARTNER,
                CUSTOMER,
                "INV-1",
                null,
                List.of(new LineItem("Managed laptops", 1, usd(cents))),
                null,
                DUE,
                Collection.later());
    }
}
