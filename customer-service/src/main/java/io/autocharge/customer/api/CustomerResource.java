package io.autocharge.customer.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.autocharge.contracts.Command;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerCommand.AddCustomer;
import io.autocharge.contracts.customer.CustomerCommand.AddCustomerUser;
import io.autocharge.contracts.customer.CustomerCommand.ArchiveCustomer;
import io.autocharge.contracts.customer.CustomerCommand.RenameCustomer;
import io.autocharge.contracts.customer.CustomerCommand.TagCustomer;
import io.autocharge.contracts.customer.CustomerEvent.CustomerAdded;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.customer.CustomerUser;
import io.autocharge.contracts.customer.UserId;
import io.autocharge.customer.view.CustomerView;
import io.autocharge.customer.view.Customers;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.History;
import io.autocharge.runtime.Soon;
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
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Customers over HTTP. */
@Path("/customers")
class CustomerResource {

    private static final Duration MOMENT = Duration.ofSeconds(3);

    /** A company with at least one person. {@code externalId} is the partner's own name for it. */
    record Draft(
            @Schema(required = true) String name,
            String externalId,
            @Schema(required = true) List<Person> users,
            List<String> tags) {}

    /** A person of a company. */
    record Person(@Schema(required = true) String name, @Schema(required = true) String email) {}

    /** What is to be put right; what is absent stays. */
    record Change(String name, List<String> tags) {}

    /** These tags and no others. */
    record Tags(@Schema(required = true) List<String> tags) {}

    /** A customer as its partner sees it. */
    record Shown(
            CustomerId id,
            PartnerId partnerId,
            String externalId,
            String name,
            List<CustomerUser> users,
            List<String> tags,
            boolean archived,
            Instant createdAt,
            Instant archivedAt,
            @JsonIgnore String version)
            implements Versioned {

        static Shown of(CustomerView view) {
            return new Shown(
                    view.id(),
                    view.partnerId(),
                    view.externalId(),
                    view.name(),
                    view.users(),
                    view.tags(),
                    view.archived(),
                    view.createdAt(),
                    view.archivedAt(),
                    view.position() == null ? null : view.position().toString());
        }
    }

    private final Commands commands;
    private final Customers customers;
    private final History facts;
    private final Caller caller;

    CustomerResource(Commands commands, Customers customers, History facts, Caller caller) {
        this.commands = commands;
        this.customers = customers;
        this.facts = facts;
        this.caller = caller;
    }

    @POST
    @APIResponseSchema(responseCode = "201", value = Shown.class)
    public Response add(@HeaderParam("Idempotency-Key") IdempotencyKey key, Draft draft) {
        var wanted = Body.required(draft);
        var partner = caller.partner();
        var id = name(partner, IdempotencyKey.required(key), wanted.externalId());
        var users = wanted.users() == null
                ? List.<CustomerUser>of()
                : wanted.users().stream().map(person -> user(id, person)).toList();
        commands.send(new AddCustomer(id, partner, wanted.externalId(), wanted.name(), users, wanted.tags()));
        return created(Shown.of(shown(id, customer -> true)));
    }

    @GET
    public Page<Shown> list(
            @QueryParam("tag") String tag,
            @QueryParam("archived") @Schema(enumeration = {"true", "false"}) String archived,
            @QueryParam("external_id") String externalId,
            @BeanParam PageRequest page) {
        var wanted = new Customers.Wanted(tag, yesOrNo(archived), externalId);
        return customers.list(caller.partner(), wanted, page).map(Shown::of);
    }

    @GET
    @Path("/{id}")
    public Shown show(@PathParam("id") CustomerId id) {
        return Shown.of(found(id));
    }

    @PATCH
    @Path("/{id}")
    public Shown change(@PathParam("id") CustomerId id, @HeaderParam("If-Match") List<String> ifMatch, Change change) {
        var wanted = Body.required(change);
        if (wanted.name() == null && wanted.tags() == null) {
            throw Problem.malformed("At least one of 'name' and 'tags' is expected.");
        }
        var orders = new ArrayList<Command>();
        if (wanted.tags() != null) {
            orders.add(new TagCustomer(id, caller.partner(), wanted.tags()));
        }
        if (wanted.name() != null) {
            orders.add(new RenameCustomer(id, caller.partner(), wanted.name()));
        }
        sendIf(ifMatch, id, orders.remove(0));
        orders.forEach(commands::send); // the rest follows on what was sent here
        return Shown.of(shown(
                id,
                customer -> (wanted.name() == null || customer.name().equals(wanted.name()))
                        && (wanted.tags() == null || customer.tags().equals(wanted.tags()))));
    }

    @DELETE
    @Path("/{id}")
    public void archive(@PathParam("id") CustomerId id, @HeaderParam("If-Match") List<String> ifMatch) {
        sendIf(ifMatch, id, new ArchiveCustomer(id, caller.partner()));
        shown(id, CustomerView::archived);
    }

    @GET
    @Path("/{id}/users")
    public Page<CustomerUser> users(@PathParam("id") CustomerId id) {
        return new Page<>(show(id).users(), null, null, false, false);
    }

    @POST
    @Path("/{id}/users")
    @APIResponseSchema(responseCode = "201", value = CustomerUser.class)
    public Response addUser(
            @PathParam("id") CustomerId id, @HeaderParam("Idempotency-Key") IdempotencyKey key, Person person) {
        IdempotencyKey.required(key);
        var user = user(id, Body.required(person));
        commands.send(new AddCustomerUser(id, caller.partner(), user));
        shown(id, customer -> customer.users().contains(user));
        return Response.status(201).entity(user).build();
    }

    @PUT
    @Path("/{id}/tags")
    public Shown tag(@PathParam("id") CustomerId id, @HeaderParam("If-Match") List<String> ifMatch, Tags tags) {
        var wanted = Body.required(tags).tags();
        sendIf(ifMatch, id, new TagCustomer(id, caller.partner(), wanted));
        return Shown.of(shown(id, customer -> customer.tags().equals(wanted)));
    }

    private CustomerView found(CustomerId id) {
        return customers.find(caller.partner(), id).orElseThrow(Problem::notFound);
    }

    private void sendIf(List<String> ifMatch, CustomerId id, Command order) {
        if (ifMatch == null || ifMatch.isEmpty()) {
            commands.send(order);
            return;
        }
        var was = found(id);
        new IfMatch(ifMatch)
                .send(
                        commands,
                        order,
                        Shown.of(was),
                        was.position() == null ? 0 : was.position(),
                        "/v1/customers/" + id);
    }

    /** A request names its customer, so that the same request said twice is one customer. */
    private static CustomerId name(PartnerId partner, IdempotencyKey key, String externalId) {
        return externalId == null
                ? CustomerId.derived(partner.value(), "add-customer", key.value())
                : CustomerId.derived(partner.value(), "external-id", externalId);
    }

    private static CustomerUser user(CustomerId customer, Person person) {
        if (person == null || person.email() == null) {
            throw Problem.malformed("A user needs a name and an e-mail address.");
        }
        var id = UserId.derived(customer.value(), person.email().toLowerCase(Locale.ROOT));
        return new CustomerUser(id, person.name(), person.email());
    }

    /** What was just decided is seen in the view within milliseconds; the answer waits for it, for a bounded moment. */
    private CustomerView shown(CustomerId id, Predicate<CustomerView> seen) {
        var partner = caller.partner();
        return Soon.find(MOMENT, () -> customers.find(partner, id).filter(seen))
                .or(() -> customers.find(partner, id))
                .or(() -> facts.of(id, CustomerAdded.class)
                        .filter(added -> added.partnerId().equals(partner))
                        .findFirst()
                        .map(Customers::justAdded))
                .orElseThrow(Problem::notFound);
    }

    private static Response created(Shown customer) {
        return Response.created(URI.create("/v1/customers/" + customer.id()))
                .entity(customer)
                .build();
    }

    private static Boolean yesOrNo(String text) {
        if (text == null) {
            return null;
        }
        if (!text.equals("true") && !text.equals("false")) {
            throw Problem.malformed("'archived' is true or false.");
        }
        return Boolean.valueOf(text);
    }
}
