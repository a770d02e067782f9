package io.autocharge.payment.api;

import static io.autocharge.contracts.payment.AutoPayRefusal.AUTO_PAY_RULE_UNKNOWN;
import static io.autocharge.contracts.payment.AutoPayRefusal.CUSTOMER_UNKNOWN;

import io.autocharge.contracts.Refused;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.AutoPayConditions;
import io.autocharge.contracts.payment.AutoPayConditions.AmountCondition;
import io.autocharge.contracts.payment.AutoPayRuleCommand.CreateAutoPayRule;
import io.autocharge.contracts.payment.AutoPayRuleCommand.RemoveAutoPayRule;
import io.autocharge.contracts.payment.AutoPayRuleEvent.AutoPayRuleCreated;
import io.autocharge.contracts.payment.AutoPayRuleId;
import io.autocharge.contracts.payment.AutoPayScope;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.WalletCommand.ResumeAutomaticCharges;
import io.autocharge.contracts.payment.WalletId;
import io.autocharge.payment.view.AutoPayCircumstances;
import io.autocharge.payment.view.CustomersOnFile;
import io.autocharge.payment.view.Forecast;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.http.Caller;
import io.autocharge.runtime.http.IdempotencyKey;
import io.autocharge.runtime.http.PageRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** What a customer has enrolled itself for, over HTTP, and whether its automatic charges are paused. */
@Path("/customers/{customer}/auto-pay")
class AutoPayResource {

    private static final String NAME = "Enrolled by the customer";

    /** All open invoices on their due dates, with one optional condition on what is outstanding. */
    record Enrolment(AmountCondition outstanding) {

        AutoPayConditions conditions() {
            return new AutoPayConditions(0, null, null, outstanding);
        }
    }

    /**
     * How auto-pay stands with a customer.
     *
     * @param pausedBecauseOf the charge whose return or dispute is the reason, if one is
     */
    record Shown(
            CustomerId customerId,
            boolean enrolled,
            AutoPayRuleId autoPayRuleId,
            AmountCondition outstanding,
            Instant enrolledAt,
            boolean paused,
            String pausedFor,
            ChargeId pausedBecauseOf,
            Instant pausedAt) {}

    private final Commands commands;
    private final AutoPayCircumstances autoPay;
    private final CustomersOnFile customers;
    private final Forecast forecast;
    private final Clock clock;
    private final Caller caller;

    AutoPayResource(
            Commands commands,
            AutoPayCircumstances autoPay,
            CustomersOnFile customers,
            Forecast forecast,
            Clock clock,
            Caller caller) {
        this.commands = commands;
        this.autoPay = autoPay;
        this.customers = customers;
        this.forecast = forecast;
        this.clock = clock;
        this.caller = caller;
    }

    @GET
    public Shown show(@PathParam("customer") CustomerId customer) {
        known(customer);
        var rule = autoPay.enrolment(caller.partner(), customer);
        var pause = autoPay.wallet(caller.partner(), customer).pause();
        return new Shown(
                customer,
                rule.isPresent(),
                rule.map(AutoPayRuleCreated::autoPayRuleId).orElse(null),
                rule.map(enrolled -> enrolled.conditions().outstanding()).orElse(null),
                rule.map(AutoPayRuleCreated::createdAt).orElse(null),
                pause != null,
                pause == null ? null : pause.reason(),
                pause == null ? null : pause.about(),
                pause == null ? null : pause.pausedAt());
    }

    /** What the customer sees before it confirms: its open invoices, each with its date. */
    @POST
    @Path("/preview")
    public Forecast.Rows preview(
            @PathParam("customer") CustomerId customer, @BeanParam PageRequest page, Enrolment wish) {
        known(customer);
        var rule = new AutoPayRuleCreated(
                AutoPayRuleId.derived(customer.value(), "draft"),
                caller.partner(),
                NAME,
                AutoPayScope.of(customer),
                Body.required(wish).conditions(),
                List.of(),
                customer,
                clock.instant());
        return forecast.preview(caller.partner(), rule, AutoPayRuleResource.after(page), page.limit());
    }

    @POST
    @APIResponseSchema(responseCode = "201", value = Shown.class)
    public Response enrol(
            @PathParam("customer") CustomerId customer,
            @HeaderParam("Idempotency-Key") IdempotencyKey key,
            Enrolment wish) {
        var id = AutoPayRuleId.derived(
                customer.value(), "enrol", IdempotencyKey.required(key).value());
        commands.send(new CreateAutoPayRule(
                id,
                caller.partner(),
                NAME,
                AutoPayScope.of(customer),
                Body.required(wish).conditions(),
                null,
                customer));
        return Response.created(URI.create("/v1/customers/" + customer + "/auto-pay"))
                .entity(show(customer))
                .build();
    }

    @DELETE
    public Response end(@PathParam("customer") CustomerId customer) {
        known(customer);
        var rule = autoPay.enrolment(caller.partner(), customer).orElseThrow(() -> new Refused(AUTO_PAY_RULE_UNKNOWN));
        commands.send(new RemoveAutoPayRule(rule.autoPayRuleId(), caller.partner(), customer));
        return Response.noContent().build();
    }

    /** The partner takes automatic charges up again that a return or a dispute had paused. */
    @POST
    @Path("/resume")
    public Shown resume(@PathParam("customer") CustomerId customer) {
        known(customer);
        commands.send(new ResumeAutomaticCharges(WalletId.of(customer), caller.partner(), customer));
        return show(customer);
    }

    private void known(CustomerId customer) {
        if (customers.find(caller.partner(), customer).isEmpty()) {
            throw new Refused(CUSTOMER_UNKNOWN);
        }
    }
}
