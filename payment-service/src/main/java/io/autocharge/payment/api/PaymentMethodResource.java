package io.autocharge.payment.api;

import static io.autocharge.contracts.payment.WalletRefusal.CUSTOMER_ARCHIVED;
import static io.autocharge.contracts.payment.WalletRefusal.CUSTOMER_UNKNOWN;
import static io.autocharge.contracts.payment.WalletRefusal.PAYMENT_METHOD_UNKNOWN;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.contracts.payment.WalletCommand.ChooseDefaultPaymentMethod;
import io.autocharge.contracts.payment.WalletCommand.RemovePaymentMethod;
import io.autocharge.contracts.payment.WalletCommand.StorePaymentMethod;
import io.autocharge.contracts.payment.WalletId;
import io.autocharge.payment.domain.MethodSetup;
import io.autocharge.payment.view.CustomersOnFile;
import io.autocharge.payment.view.StoredMethod;
import io.autocharge.payment.view.Wallets;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.http.Caller;
import io.autocharge.runtime.http.IdempotencyKey;
import io.autocharge.runtime.http.Page;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** What a customer has on file, over HTTP. */
@Path("/customers/{customer}/payment-methods")
class PaymentMethodResource {

    /** A method by the processor's token; {@code default} says whether automatic charges use it from now on. */
    record Draft(@Schema(required = true) String token, @JsonProperty("default") Boolean byDefault) {

        Draft {
            if (token == null || token.isBlank() || token.length() > 200) {
                throw new IllegalArgumentException("A token of the payment processor is expected.");
            }
        }
    }

    private final Commands commands;
    private final Wallets wallets;
    private final CustomersOnFile customers;
    private final Tokens tokens;
    private final Caller caller;

    PaymentMethodResource(Commands commands, Wallets wallets, CustomersOnFile customers, Tokens tokens, Caller caller) {
        this.commands = commands;
        this.wallets = wallets;
        this.customers = customers;
        this.tokens = tokens;
        this.caller = caller;
    }

    @POST
    @APIResponseSchema(responseCode = "201", value = StoredMethod.class)
    public Response store(
            @PathParam("customer") CustomerId customer,
            @HeaderParam("Idempotency-Key") IdempotencyKey key,
            Draft draft) {
        var partner = caller.partner();
        var id = PaymentMethodId.derived(
                partner.value(),
                "store-payment-method",
                IdempotencyKey.required(key).value());
        var token = Body.required(draft).token();
        if (customers.find(partner, customer).isEmpty()) {
            throw new Refused(CUSTOMER_UNKNOWN);
        }
        commands.send(new StorePaymentMethod(
                WalletId.of(customer),
                partner,
                customer,
                id,
                tokens.describe(partner, customer, token),
                token,
                true,
                draft.byDefault()));
        return Response.created(URI.create("/v1/customers/" + customer + "/payment-methods/" + id))
                .entity(method(customer, id))
                .build();
    }

    /** How the customer's browser hands a card or bank account to the processor, with nothing to pay. */
    @POST
    @Path("/setup")
    @APIResponseSchema(responseCode = "201", value = MethodSetup.class)
    public Response setUp(
            @PathParam("customer") CustomerId customer, @HeaderParam("Idempotency-Key") IdempotencyKey key) {
        var partner = caller.partner();
        var name = PaymentMethodId.derived(
                partner.value(),
                "set-up-payment-method",
                customer.value(),
                IdempotencyKey.required(key).value());
        var standing = customers.find(partner, customer).orElseThrow(() -> new Refused(CUSTOMER_UNKNOWN));
        CUSTOMER_ARCHIVED.when(standing.archived());
        return Response.status(201)
                .header("Cache-Control", "no-store")
                .entity(tokens.setUp(partner, customer, name.value()))
                .build();
    }

    @GET
    public Page<StoredMethod> list(@PathParam("customer") CustomerId customer) {
        if (customers.known(caller.partner(), customer).isEmpty()) {
            throw new Refused(CUSTOMER_UNKNOWN);
        }
        return new Page<>(wallets.onFile(caller.partner(), customer), null, null, false, false);
    }

    @DELETE
    @Path("/{method}")
    public Response remove(@PathParam("customer") CustomerId customer, @PathParam("method") PaymentMethodId method) {
        commands.send(new RemovePaymentMethod(WalletId.of(customer), caller.partner(), method));
        return Response.noContent().build();
    }

    @POST
    @Path("/{method}/default")
    public StoredMethod choose(
            @PathParam("customer") CustomerId customer, @PathParam("method") PaymentMethodId method) {
        commands.send(new ChooseDefaultPaymentMethod(WalletId.of(customer), caller.partner(), method));
        return method(customer, method);
    }

    private StoredMethod method(CustomerId customer, PaymentMethodId id) {
        return wallets.onFile(caller.partner(), customer).stream()
                .filter(method -> method.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refused(PAYMENT_METHOD_UNKNOWN)); // removed meanwhile
    }
}
