package io.autocharge.customer.domain;

import static io.autocharge.contracts.customer.CustomerRefusal.COMPANY_MISSING;
import static io.autocharge.contracts.customer.CustomerRefusal.CUSTOMER_ARCHIVED;
import static io.autocharge.contracts.customer.CustomerRefusal.CUSTOMER_ID_ALREADY_USED;
import static io.autocharge.contracts.customer.CustomerRefusal.CUSTOMER_UNKNOWN;
import static io.autocharge.contracts.customer.CustomerRefusal.EMAIL_ALREADY_USED;
import static io.autocharge.contracts.customer.CustomerRefusal.EMAIL_MALFORMED;
import static io.autocharge.contracts.customer.CustomerRefusal.EXTERNAL_ID_MALFORMED;
import static io.autocharge.contracts.customer.CustomerRefusal.TAGS_MALFORMED;
import static io.autocharge.contracts.customer.CustomerRefusal.TOO_MANY_USERS;
import static io.autocharge.contracts.customer.CustomerRefusal.USER_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerCommand.AddCustomer;
import io.autocharge.contracts.customer.CustomerCommand.AddCustomerUser;
import io.autocharge.contracts.customer.CustomerCommand.ArchiveCustomer;
import io.autocharge.contracts.customer.CustomerCommand.RenameCustomer;
import io.autocharge.contracts.customer.CustomerCommand.TagCustomer;
import io.autocharge.contracts.customer.CustomerEvent.CustomerAdded;
import io.autocharge.contracts.customer.CustomerEvent.CustomerArchived;
import io.autocharge.contracts.customer.CustomerEvent.CustomerRenamed;
import io.autocharge.contracts.customer.CustomerEvent.CustomerTagged;
import io.autocharge.contracts.customer.CustomerEvent.CustomerUserAdded;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.customer.CustomerUser;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/** Whom a partner invoices: a company, and at least one person who gets its e-mails. */
public class Customer {

    private static final int MOST_USERS = 100;

    @AggregateIdentifier
    private CustomerId id;

    private CustomerAdded added;
    private String company;
    private List<String> tags;
    private boolean archived;
    private final Set<CustomerUser> users = new LinkedHashSet<>();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(AddCustomer command, Clock clock) {
        var order = new CustomerAdded(
                command.customerId(),
                command.partnerId(),
                command.externalId(),
                command.company(),
                command.users() == null ? List.of() : command.users(),
                command.tags() == null ? List.of() : command.tags(),
                clock.instant());
        if (id != null) {
            CUSTOMER_ID_ALREADY_USED.when(!same(added, order));
            return; // the same request said twice is still one customer
        }
        COMPANY_MISSING.when(!Written.asName(order.company()));
        EXTERNAL_ID_MALFORMED.when(order.externalId() != null && !Written.asName(order.externalId()));
        TAGS_MALFORMED.when(!Written.asTags(order.tags()));
        USER_MISSING.when(order.users().isEmpty());
        TOO_MANY_USERS.when(order.users().size() > MOST_USERS);
        order.users().forEach(Customer::check);
        EMAIL_ALREADY_USED.when(distinctEmails(order.users()) < order.users().size());
        apply(order);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RenameCustomer command) {
        mustBeOpenTo(command.partnerId());
        COMPANY_MISSING.when(!Written.asName(command.company()));
        if (!company.equals(command.company())) {
            apply(new CustomerRenamed(id, command.partnerId(), command.company()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(AddCustomerUser command) {
        mustBeOpenTo(command.partnerId());
        check(command.user());
        if (users.contains(command.user())) {
            return;
        }
        EMAIL_ALREADY_USED.when(users.stream().anyMatch(user -> sameEmail(user, command.user())));
        TOO_MANY_USERS.when(users.size() >= MOST_USERS);
        apply(new CustomerUserAdded(id, command.partnerId(), command.user()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(TagCustomer command) {
        mustBeOpenTo(command.partnerId());
        TAGS_MALFORMED.when(command.tags() == null || !Written.asTags(command.tags()));
        if (!tags.equals(command.tags())) {
            apply(new CustomerTagged(id, command.partnerId(), command.tags()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(ArchiveCustomer command, Clock clock) {
        CUSTOMER_UNKNOWN.when(!belongsTo(command.partnerId()));
        if (!archived) {
            apply(new CustomerArchived(id, command.partnerId(), clock.instant()));
        }
    }

    @EventSourcingHandler
    void evolve(CustomerAdded event) {
        id = event.customerId();
        added = event;
        company = event.company();
        tags = event.tags();
        users.addAll(event.users());
    }

    @EventSourcingHandler
    void evolve(CustomerRenamed event) {
        company = event.company();
    }

    @EventSourcingHandler
    void evolve(CustomerUserAdded event) {
        users.add(event.user());
    }

    @EventSourcingHandler
    void evolve(CustomerTagged event) {
        tags = event.tags();
    }

    @EventSourcingHandler
    void evolve(CustomerArchived event) {
        archived = true;
    }

    /** Another partner's customer is as unknown as one that never was. */
    private boolean belongsTo(PartnerId partner) {
        return id != null && added.partnerId().equals(partner);
    }

    private void mustBeOpenTo(PartnerId partner) {
        CUSTOMER_UNKNOWN.when(!belongsTo(partner));
        CUSTOMER_ARCHIVED.when(archived);
    }

    private static void check(CustomerUser user) {
        USER_MISSING.when(user == null || user.userId() == null || !Written.asName(user.name()));
        EMAIL_MALFORMED.when(!Written.asEmail(user.email()));
    }

    private static boolean sameEmail(CustomerUser one, CustomerUser other) {
        return one.email().equalsIgnoreCase(other.email());
    }

    private static int distinctEmails(List<CustomerUser> users) {
        var emails = new HashSet<String>();
        users.forEach(user -> emails.add(user.email().toLowerCase(Locale.ROOT)));
        return emails.size();
    }

    /** The same but for the moment at which it was said. */
    private static boolean same(CustomerAdded one, CustomerAdded other) {
        return one.equals(new CustomerAdded(
                other.customerId(),
                other.partnerId(),
                other.externalId(),
                other.company(),
                other.users(),
                other.tags(),
                one.addedAt()));
    }
}
