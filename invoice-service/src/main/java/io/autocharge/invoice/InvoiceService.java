package io.autocharge.invoice;

import io.autocharge.contracts.Context;
import io.autocharge.invoice.domain.Credit;
import io.autocharge.invoice.domain.Invoice;
import io.autocharge.invoice.domain.ReceiptBook;
import io.autocharge.invoice.policy.ApplyCredits;
import io.autocharge.invoice.policy.IssueReceipts;
import io.autocharge.invoice.policy.RecordCreditRefunds;
import io.autocharge.invoice.policy.RecordOverpayments;
import io.autocharge.invoice.policy.RecordPayments;
import io.autocharge.invoice.policy.ReleaseBalances;
import io.autocharge.invoice.policy.ReserveBalances;
import io.autocharge.invoice.view.Credits;
import io.autocharge.invoice.view.CustomersOnFile;
import io.autocharge.invoice.view.InvoiceCharges;
import io.autocharge.invoice.view.Invoices;
import io.autocharge.runtime.ServiceModule;
import jakarta.inject.Singleton;
import java.util.List;

/** The invoice service on one page. */
@Singleton
class InvoiceService implements ServiceModule {

    private final ReserveBalances reserveBalances;
    private final RecordPayments recordPayments;
    private final ReleaseBalances releaseBalances;
    private final RecordOverpayments recordOverpayments;
    private final ApplyCredits applyCredits;
    private final RecordCreditRefunds recordCreditRefunds;
    private final IssueReceipts issueReceipts;
    private final Invoices invoices;
    private final InvoiceCharges invoiceCharges;
    private final Credits credits;
    private final CustomersOnFile customersOnFile;

    InvoiceService(
            ReserveBalances reserveBalances,
            RecordPayments recordPayments,
            ReleaseBalances releaseBalances,
            RecordOverpayments recordOverpayments,
            ApplyCredits applyCredits,
            RecordCreditRefunds recordCreditRefunds,
            IssueReceipts issueReceipts,
            Invoices invoices,
            InvoiceCharges invoiceCharges,
            Credits credits,
            CustomersOnFile customersOnFile) {
        this.reserveBalances = reserveBalances;
        this.recordPayments = recordPayments;
        this.releaseBalances = releaseBalances;
        this.recordOverpayments = recordOverpayments;
        this.applyCredits = applyCredits;
        this.recordCreditRefunds = recordCreditRefunds;
        this.issueReceipts = issueReceipts;
        this.invoices = invoices;
        this.invoiceCharges = invoiceCharges;
        this.credits = credits;
        this.customersOnFile = customersOnFile;
    }

    @Override
    public Context context() {
        return Context.INVOICE;
    }

    @Override
    public List<Class<?>> aggregates() {
        return List.of(Invoice.class, Credit.class, ReceiptBook.class);
    }

    @Override
    public List<Object> policies() {
        return List.of(
                reserveBalances,
                recordPayments,
                releaseBalances,
                recordOverpayments,
                applyCredits,
                recordCreditRefunds,
                issueReceipts);
    }

    @Override
    public List<Object> views() {
        return List.of(invoices, invoiceCharges, credits, customersOnFile);
    }

    @Override
    public List<Context> listensTo() {
        return List.of(Context.CUSTOMER, Context.PAYMENT);
    }
}
