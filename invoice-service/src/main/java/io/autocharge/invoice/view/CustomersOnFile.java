package io.autocharge.invoice.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerEvent.CustomerAdded;
import io.autocharge.contracts.customer.CustomerEvent.CustomerArchived;
import io.autocharge.contracts.customer.CustomerEvent.CustomerRenamed;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.customer.PartnerEvent.PartnerRegistered;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.contracts.payment.WalletEvent.DefaultPaymentMethodChosen;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodRemoved;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodStored;
import io.autocharge.invoice.domain.Customers;
import io.autocharge.runtime.Soon;
import io.autocharge.runtime.View;
import io.autocharge.runtime.mongo.Collections;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;

/** Customers and what they have on file, as far as an invoice has to know them. */
@View
public class CustomersOnFile implements Customers {

    private static final Duration MOMENT = Duration.ofSeconds(3);

    private record PartnerOnFile(PartnerId id, String name, ZoneId zone) {}

    private record CustomerOnFile(
            CustomerId id, PartnerId partnerId, String name, boolean archived, boolean reachable) {}

    private record WalletOnFile(CustomerId id, List<PaymentMethodId> methods) {}

    private final MongoCollection<PartnerOnFile> partners;
    private final MongoCollection<CustomerOnFile> customers;
    private final MongoCollection<WalletOnFile> wallets;

    CustomersOnFile(Collections collections) {
        partners = collections.of(PartnerOnFile.class, "partners_on_file");
        customers = collections.of(CustomerOnFile.class, "customers_on_file");
        wallets = collections.of(WalletOnFile.class, "wallets_on_file");
    }

    @Override
    public Optional<Standing> find(PartnerId partner, CustomerId customer) {
        return Soon.find(MOMENT, () -> known(partner, customer));
    }

    private Optional<Standing> known(PartnerId partner, CustomerId customer) {
        var company = customers
                .find(and(eq("_id", customer.value()), eq("partner_id", partner.value())))
                .first();
        var seller = partners.find(eq("_id", partner.value())).first();
        if (company == null || seller == null) {
            return Optional.empty();
        }
        return Optional.of(new Standing(
                seller.name(),
                company.name(),
                company.archived(),
                company.reachable(),
                seller.zone(),
                methods(customer)));
    }

    /** The time zone in which this partner's due dates are. */
    public Optional<ZoneId> zone(PartnerId partner) {
        return Optional.ofNullable(partners.find(eq("_id", partner.value())).first())
                .map(PartnerOnFile::zone);
    }

    @EventHandler
    void on(PartnerRegistered event) {
        var partner = new PartnerOnFile(event.partnerId(), event.name(), event.timeZone());
        partners.replaceOne(eq("_id", event.partnerId().value()), partner, new ReplaceOptions().upsert(true));
    }

    @EventHandler
    void on(CustomerAdded event) {
        var customer = new CustomerOnFile(
                event.customerId(),
                event.partnerId(),
                event.company(),
                false,
                !event.users().isEmpty());
        customers.replaceOne(eq("_id", event.customerId().value()), customer, new ReplaceOptions().upsert(true));
    }

    @EventHandler
    void on(CustomerRenamed event) {
        change(
                event.customerId(),
                was -> new CustomerOnFile(was.id(), was.partnerId(), event.company(), was.archived(), was.reachable()));
    }

    @EventHandler
    void on(CustomerArchived event) {
        change(
                event.customerId(),
                was -> new CustomerOnFile(was.id(), was.partnerId(), was.name(), true, was.reachable()));
    }

    @EventHandler
    void on(PaymentMethodStored event) {
        if (event.onFile()) {
            var methods = without(event.customerId(), event.paymentMethodId());
            methods.add(event.paymentMethodId());
            put(event.customerId(), methods);
        }
    }

    @EventHandler
    void on(DefaultPaymentMethodChosen event) {
        var methods = without(event.customerId(), event.paymentMethodId());
        methods.add(0, event.paymentMethodId());
        put(event.customerId(), methods);
    }

    @EventHandler
    void on(PaymentMethodRemoved event) {
        put(event.customerId(), without(event.customerId(), event.paymentMethodId()));
    }

    @ResetHandler
    void reset() {
        partners.drop();
        customers.drop();
        wallets.drop();
    }

    private List<PaymentMethodId> methods(CustomerId customer) {
        var wallet = wallets.find(eq("_id", customer.value())).first();
        return wallet == null ? List.of() : wallet.methods();
    }

    private List<PaymentMethodId> without(CustomerId customer, PaymentMethodId method) {
        var methods = new ArrayList<>(methods(customer));
        methods.remove(method);
        return methods;
    }

    private void put(CustomerId customer, List<PaymentMethodId> methods) {
        wallets.replaceOne(
                eq("_id", customer.value()), new WalletOnFile(customer, methods), new ReplaceOptions().upsert(true));
    }

    private void change(CustomerId customer, UnaryOperator<CustomerOnFile> change) {
        var was = customers.find(eq("_id", customer.value())).first();
        customers.replaceOne(eq("_id", customer.value()), change.apply(was));
    }
}
