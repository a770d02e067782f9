package io.autocharge.notification.api;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.Receipt;
import io.autocharge.contracts.invoice.ReceiptId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.notification.domain.ReceiptNumber;
import io.autocharge.notification.domain.Stationery;
import io.autocharge.notification.view.Correspondents;
import io.autocharge.notification.view.ReceiptView;
import io.autocharge.notification.view.Receipts;
import io.autocharge.runtime.http.Caller;
import io.autocharge.runtime.http.Page;
import io.autocharge.runtime.http.PageRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;

/** Receipts over HTTP, as data and on paper. */
@Path("/receipts")
class ReceiptResource {

    /** A receipt as a partner sees it; {@code outstanding} is what was left to pay after it. */
    record Shown(
            ReceiptId id,
            String number,
            InvoiceId invoiceId,
            String invoiceNumber,
            ChargeId chargeId,
            CustomerId customerId,
            String customerName,
            String partnerName,
            Method method,
            Money amount,
            Money invoiceTotal,
            Money outstanding,
            Instant paidAt,
            Instant createdAt,
            Receipt.Kind kind,
            ReceiptId corrects) {

        static Shown of(ReceiptView view) {
            var receipt = view.receipt();
            return new Shown(
                    view.id(),
                    ReceiptNumber.written(view.number()),
                    receipt.invoiceId(),
                    receipt.invoiceNumber(),
                    receipt.chargeId(),
                    receipt.customerId(),
                    receipt.customerName(),
                    receipt.partnerName(),
                    receipt.method(),
                    receipt.amount(),
                    receipt.invoiceTotal(),
                    receipt.outstanding(),
                    receipt.paidAt(),
                    view.createdAt(),
                    receipt.kind() == null ? Receipt.Kind.PAYMENT : receipt.kind(),
                    receipt.corrects());
        }
    }

    private final Receipts receipts;
    private final Correspondents correspondents;
    private final Stationery stationery;
    private final Caller caller;

    ReceiptResource(Receipts receipts, Correspondents correspondents, Stationery stationery, Caller caller) {
        this.receipts = receipts;
        this.correspondents = correspondents;
        this.stationery = stationery;
        this.caller = caller;
    }

    @GET
    public Page<Shown> list(
            @QueryParam("invoice_id") InvoiceId invoice,
            @QueryParam("customer_id") CustomerId customer,
            @BeanParam PageRequest page) {
        return receipts.list(caller.partner(), invoice, customer, page).map(Shown::of);
    }

    @GET
    @Path("/{id}")
    public Shown show(@PathParam("id") ReceiptId id) {
        return Shown.of(found(id));
    }

    /** The paper. */
    @GET
    @Path("/{id}/pdf")
    @Produces({"application/pdf", "application/problem+json"})
    public Response pdf(@PathParam("id") ReceiptId id) {
        var view = found(id);
        var sender = correspondents.sender(view.partnerId()).orElseThrow(NotFoundException::new);
        var name = "receipt-" + ReceiptNumber.written(view.number()) + ".pdf";
        return Response.ok(
                        stationery.receipt(sender, view.number(), view.receipt(), view.correctsNumber()),
                        "application/pdf")
                .header("Content-Disposition", "inline; filename=\"" + name + "\"")
                .build();
    }

    private ReceiptView found(ReceiptId id) {
        return receipts.find(caller.partner(), id.value()).orElseThrow(NotFoundException::new);
    }
}
