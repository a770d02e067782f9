package io.autocharge.payment.api;

import static io.autocharge.contracts.payment.AutoPayRefusal.AUTO_PAY_RULE_UNKNOWN;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.AutoPayConditions;
import io.autocharge.contracts.payment.AutoPayRuleCommand.CreateAutoPayRule;
import io.autocharge.contracts.payment.AutoPayRuleCommand.RemoveAutoPayRule;
import io.autocharge.contracts.payment.AutoPayRuleEvent.AutoPayRuleCreated;
import io.autocharge.contracts.payment.AutoPayRuleId;
import io.autocharge.contracts.payment.AutoPayScope;
import io.autocharge.payment.view.AutoPayCircumstances;
import io.autocharge.payment.view.AutoPayRuleView;
import io.autocharge.payment.view.AutoPayRules;
import io.autocharge.payment.view.Forecast;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.http.Caller;
import io.autocharge.runtime.http.IdempotencyKey;
import io.autocharge.runtime.http.IfMatch;
import io.autocharge.runtime.http.Page;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.http.Problem;
import io.autocharge.runtime.http.Versioned;
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
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Auto-pay rules over HTTP. */
@Path("/auto-pay-rules")
class AutoPayRuleResource {

    /** A rule as a partner writes it: for everybody and at once, unless said otherwise. Only what is tried out needs no name. */
    record Draft(String name, AutoPayScope scope, AutoPayConditions conditions, List<InvoiceId> excluded) {

        Draft {
            scope = scope == null ? AutoPayScope.all() : scope;
            conditions = conditions == null ? new AutoPayConditions(null, null, null, null) : conditions;
            excluded = excluded == null ? List.of() : List.copyOf(excluded);
            if (excluded.size() > 1_000) {
                throw new IllegalArgumentException("A rule excludes at most 1000 invoices.");
            }
        }

        AutoPayRuleCreated made(PartnerId partner, Instant at) {
            var title = name == null || name.isBlank() ? "This rule" : name;
            return new AutoPayRuleCreated(
                    AutoPayRuleId.derived(partner.value(), "draft"),
                    partner,
                    title,
                    scope,
                    conditions,
                    excluded,
                    null,
                    at);
        }
    }

    /** Which date is asked about, and which rule beside those in force. */
    record Question(@Schema(required = true) LocalDate on, Draft rule) {

        Question {
            if (on == null) {
                throw new IllegalArgumentException("'on' must be a date such as 2026-12-31.");
            }
        }
    }

    /** A rule as a partner sees it. */
    record Shown(
            AutoPayRuleId id,
            String name,
            AutoPayScope scope,
            AutoPayConditions conditions,
            List<InvoiceId> excluded,
            CustomerId enrolledBy,
            Instant createdAt,
            Instant removedAt,
            @JsonIgnore String version)
            implements Versioned {

        static Shown of(AutoPayRuleCreated rule, String version) {
            return new Shown(
                    rule.autoPayRuleId(),
                    rule.name(),
                    rule.scope(),
                    rule.conditions(),
                    rule.excluded(),
                    rule.enrolledBy(),
                    rule.createdAt(),
                    null,
                    version);
        }

        static Shown of(AutoPayRuleView rule) {
            return new Shown(
                    rule.id(),
                    rule.name(),
                    rule.scope(),
                    rule.conditions(),
                    rule.excluded(),
                    rule.enrolledBy(),
                    rule.createdAt(),
                    rule.removedAt(),
                    String.valueOf(rule.position()));
        }
    }

    private final Commands commands;
    private final AutoPayRules rules;
    private final AutoPayCircumstances autoPay;
    private final Forecast forecast;
    private final Clock clock;
    private final Caller caller;

    AutoPayRuleResource(
            Commands commands,
            AutoPayRules rules,
            AutoPayCircumstances autoPay,
            Forecast forecast,
            Clock clock,
            Caller caller) {
        this.commands = commands;
        this.rules = rules;
        this.autoPay = autoPay;
        this.forecast = forecast;
        this.clock = clock;
        this.caller = caller;
    }

    @POST
    @APIResponseSchema(responseCode = "201", value = Shown.class)
    public Response create(@HeaderParam("Idempotency-Key") IdempotencyKey key, Draft draft) {
        var partner = caller.partner();
        var id = AutoPayRuleId.derived(
                partner.value(),
                "create-auto-pay-rule",
                IdempotencyKey.required(key).value());
        var rule = Body.required(draft);
        commands.send(new CreateAutoPayRule(
                id, partner, rule.name(), rule.scope(), rule.conditions(), rule.excluded(), null));
        return Response.created(URI.create("/v1/auto-pay-rules/" + id))
                .entity(show(id))
                .build();
    }

    @GET
    public Page<Shown> list(@BeanParam PageRequest page) {
        return rules.list(caller.partner(), page).map(Shown::of);
    }

    @GET
    @Path("/{id}")
    public Shown show(@PathParam("id") AutoPayRuleId id) {
        var known = rules.find(caller.partner(), id).map(Shown::of);
        return autoPay.rules(caller.partner()).stream()
                .filter(rule -> rule.autoPayRuleId().equals(id))
                .findFirst()
                .map(rule -> Shown.of(rule, known.map(Shown::version).orElse(null)))
                .or(() -> known)
                .orElseThrow(() -> new Refused(AUTO_PAY_RULE_UNKNOWN));
    }

    @DELETE
    @Path("/{id}")
    public Response remove(@PathParam("id") AutoPayRuleId id, @HeaderParam("If-Match") List<String> ifMatch) {
        var was = show(id);
        var position = was.version() == null ? 0 : Long.parseLong(was.version());
        var order = new RemoveAutoPayRule(id, caller.partner(), was.enrolledBy());
        new IfMatch(ifMatch).send(commands, order, was, position, "/v1/auto-pay-rules/" + id);
        return Response.noContent().build();
    }

    /** Which open invoices the rule would charge, each with its date: nothing is made. */
    @POST
    @Path("/preview")
    public Forecast.Rows preview(@BeanParam PageRequest page, Draft draft) {
        var rule = Body.required(draft).made(caller.partner(), clock.instant());
        return forecast.preview(caller.partner(), rule, after(page), page.limit());
    }

    /** What would be charged on a date and what not, and why: nothing is made. */
    @POST
    @Path("/dry-run")
    public DryRun dryRun(@BeanParam PageRequest page, Question question) {
        var partner = caller.partner();
        var on = Body.required(question).on();
        if (on.isBefore(forecast.today(partner))) {
            throw Problem.malformed("'on' must not be in the past.");
        }
        var draft = question.rule() == null ? null : question.rule().made(partner, clock.instant());
        return new DryRun(on, forecast.dryRun(partner, on, draft, after(page), page.limit()));
    }

    /** The answer for a date. */
    record DryRun(LocalDate on, Forecast.Rows invoices) {}

    static InvoiceId after(PageRequest page) {
        try {
            return page.after() == null ? null : new InvoiceId(page.after());
        } catch (IllegalArgumentException e) {
            throw Problem.malformed("The cursor is none that was given out here.");
        }
    }
}
