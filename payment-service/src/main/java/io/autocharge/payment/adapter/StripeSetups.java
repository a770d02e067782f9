package io.autocharge.payment.adapter;

import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerSearchParams;
import com.stripe.param.SetupIntentCreateParams;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.payment.domain.MethodSetup;

/**
 * Takes in cards and bank accounts with Stripe's SetupIntents. A method that is to be charged without its holder has to belong
 * to a customer there: each of ours has one, by whose metadata it is found again.
 */
final class StripeSetups {

    static final String CUSTOMER = "customer_id";

    private final StripeDoor stripe;
    private final StripeSettings settings;

    StripeSetups(StripeDoor stripe, StripeSettings settings) {
        this.stripe = stripe;
        this.settings = settings;
    }

    MethodSetup begin(CustomerId customer, String name) {
        var wanted = SetupIntentCreateParams.builder()
                .setCustomer(known(customer, name))
                .setUsage(SetupIntentCreateParams.Usage.OFF_SESSION)
                .addPaymentMethodType("card")
                .addPaymentMethodType("us_bank_account")
                .putMetadata(CUSTOMER, customer.value())
                .build();
        var begun = stripe.look(open -> open.setupIntents().create(wanted, StripeDoor.key(name)));
        return new MethodSetup(
                StripeProcessor.NAME,
                begun.getId(),
                begun.getClientSecret(),
                settings.publishableKey().orElse(null),
                null);
    }

    /**
     * The search lags by up to a minute, so a customer may be there twice, which harms nobody: a method says whose it is. Under
     * one key for all times, an error of Stripe's would be answered again for a day.
     */
    private String known(CustomerId customer, String name) {
        var query = CustomerSearchParams.builder()
                .setQuery("metadata['" + CUSTOMER + "']:'" + customer + "'")
                .build();
        return stripe.look(open -> {
            var found = open.customers().search(query).getData();
            return found.isEmpty()
                    ? open.customers()
                            .create(named(customer), StripeDoor.key(name + "-customer"))
                            .getId()
                    : found.get(0).getId();
        });
    }

    private static CustomerCreateParams named(CustomerId customer) {
        return CustomerCreateParams.builder()
                .putMetadata(CUSTOMER, customer.value())
                .build();
    }
}
