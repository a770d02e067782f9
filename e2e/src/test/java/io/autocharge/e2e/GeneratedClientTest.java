package io.autocharge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.autocharge.client.ApiClient;
import io.autocharge.client.ApiException;
import io.autocharge.client.api.ChargeApi;
import io.autocharge.client.api.CustomerApi;
import io.autocharge.client.api.InvoiceApi;
import io.autocharge.client.api.OAuthApi;
import io.autocharge.client.api.PaymentMethodApi;
import io.autocharge.client.model.ChargeOrder;
import io.autocharge.client.model.ChargeStatus;
import io.autocharge.client.model.CollectionWay;
import io.autocharge.client.model.CustomerDraft;
import io.autocharge.client.model.CustomerPerson;
import io.autocharge.client.model.InvoiceDraft;
import io.autocharge.client.model.LineItem;
import io.autocharge.client.model.Money;
import io.autocharge.client.model.PaymentMethodDraft;
import io.autocharge.client.model.Problem;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A partner app whose client was generated from the OpenAPI document when this module was built, and that knows no more. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GeneratedClientTest {

    private final ApiClient client = new ApiClient();

    @BeforeEach
    void a_token_is_had_by_the_client_itself() throws ApiException {
        client.updateBaseUri(Sandbox.addresses().web());
        var credentials = Sandbox.partner().credentials();
        var token = new OAuthApi(client)
                .token(
                        "client_credentials",
                        "customers:read customers:write invoices:read invoices:write charges:write",
                        credentials.clientId(),
                        credentials.clientSecret(),
                        null,
                        null);
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token.getAccessToken()));
    }

    @Test
    void a_customer_is_added_invoiced_and_charged_in_part() throws ApiException {
        var customers = new CustomerApi(client);
        var invoices = new InvoiceApi(client);
        var charges = new ChargeApi(client);
        var customer = customers.customerAdd(
                key(),
                new CustomerDraft()
                        .name("Fabrikam")
                        .addUsersItem(new CustomerPerson().name("Dana Reyes").email("dana@fabrikam.example")));
        new PaymentMethodApi(client)
                .paymentMethodStore(
                        customer.getId(),
                        key(),
                        new PaymentMethodDraft().token(Sandbox.processor().tokenFor(TestCard.SUCCEEDS)));
        var invoice = invoices.invoiceCreate(
                key(),
                new InvoiceDraft()
                        .customerId(customer.getId())
                        .addLineItemsItem(new LineItem()
                                .description("Managed firewall")
                                .quantity(2)
                                .unitPrice(usd(4_50_00)))
                        .dueDate(Sandbox.inDays(14))
                        .collection(CollectionWay.CHARGE_LATER));
        assertThat(invoice.getTotal()).isEqualTo(usd(9_00_00));

        var charge = charges.chargeOrder(
                key(),
                new ChargeOrder()
                        .invoiceId(invoice.getId())
                        .amount(usd(4_00_00))
                        .when("now"),
                "wait=10");
        assertThat(List.of(ChargeStatus.REQUESTED, ChargeStatus.SUBMITTED, ChargeStatus.CAPTURED))
                .contains(charge.getStatus());

        Eventually.eventually(
                "what is left of an invoice after a partial charge",
                () -> shown(invoices, invoice.getId()).filter(left -> left.equals(usd(5_00_00))),
                () -> String.valueOf(shown(invoices, invoice.getId())));
        assertThat(charges.chargeShow(charge.getId()).getStatus()).isEqualTo(ChargeStatus.CAPTURED);
        assertThat(charges.chargeShow(charge.getId()).getCustomerId()).isEqualTo(customer.getId());
    }

    @Test
    void a_refusal_is_a_problem_that_the_client_can_read() throws JsonProcessingException {
        var nobody = new InvoiceDraft()
                .customerId("cus_01JD0T3N2B9Z1X6V5K8QWERTYZ")
                .lineItems(List.of())
                .dueDate(Sandbox.inDays(14));
        var refused =
                catchThrowableOfType(ApiException.class, () -> new InvoiceApi(client).invoiceCreate(key(), nobody));
        var problem = client.getObjectMapper().readValue(refused.getResponseBody(), Problem.class);
        assertThat(problem.getStatus()).isEqualTo(refused.getCode()).isBetween(400, 422);
        assertThat(problem.getTraceId()).isNotBlank();
    }

    private static Optional<Money> shown(InvoiceApi invoices, String id) {
        try {
            return Optional.of(invoices.invoiceShow(id).getOutstanding());
        } catch (ApiException e) {
            throw new Unexpected("an invoice", e.getMessage());
        }
    }

    private static Money usd(long cents) {
        return new Money().amount(cents).currency("USD");
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
