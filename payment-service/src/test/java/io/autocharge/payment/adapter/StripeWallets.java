package io.autocharge.payment.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.autocharge.payment.adapter.StripeDouble.Reply;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The customers, SetupIntents, payment methods and mandates that {@link StripeDouble} holds, in the shape of Stripe's public
 * API reference. What is confirmed with one of the payment methods for tests is saved under a name of its own.
 */
final class StripeWallets {

    private static final Pattern BY_CUSTOMER = Pattern.compile("metadata\\['customer_id']:'([^']+)'");
    private static final Set<String> GOOD = Set.of("pm_card_visa", "pm_usBankAccount_success");

    private final Map<String, ObjectNode> customers = new LinkedHashMap<>();
    private final Map<String, ObjectNode> setups = new LinkedHashMap<>();
    private final Map<String, ObjectNode> mandates = new HashMap<>();
    private final Map<String, String> behaviours = new HashMap<>();
    private final Map<String, String> holders = new HashMap<>();
    private boolean searchLags;

    /** Has the search of customers find nothing that is new. */
    synchronized void searchLags(boolean lags) {
        searchLags = lags;
    }

    /** How many customers there are. */
    synchronized int customers() {
        return customers.size();
    }

    /** A SetupIntent as it stands. */
    synchronized ObjectNode setup(String id) {
        return setups.get(id).deepCopy();
    }

    /** The account's holder takes back what was agreed to. */
    synchronized void revoke(String setup) {
        mandates.get(setups.get(setup).path("mandate").asText()).put("status", "inactive");
    }

    synchronized boolean has(String method) {
        return method != null
                && (GOOD.contains(method)
                        || StripeBooks.DECLINES.containsKey(method)
                        || behaviours.containsKey(method));
    }

    synchronized boolean mayCharge(String mandate, String method) {
        var known = mandates.get(mandate);
        return known != null
                && known.path("status").asText().equals("active")
                && known.path("payment_method").asText().equals(method);
    }

    /** Which payment method for tests a saved one behaves like. */
    synchronized String behaviour(String method) {
        return behaviours.getOrDefault(method, method);
    }

    synchronized Optional<Reply> order(String path, Map<String, String> form) {
        if (path.equals("/v1/customers")) {
            var customer = StripeBooks.object("customer", "cus_" + customers.size());
            customer.putObject("metadata").put("customer_id", form.get("metadata[customer_id]"));
            customers.put(customer.path("id").asText(), customer);
            return Optional.of(new Reply(200, customer.deepCopy()));
        } else if (path.equals("/v1/setup_intents")) {
            return Optional.of(setUp(form));
        } else if (path.startsWith("/v1/setup_intents/") && path.endsWith("/confirm")) {
            return Optional.of(confirm(path.split("/")[3], form.get("payment_method")));
        }
        return Optional.empty();
    }

    private Reply setUp(Map<String, String> form) {
        if (!customers.containsKey(form.get("customer"))) {
            return StripeBooks.missing();
        }
        var setup = StripeBooks.object("setup_intent", "seti_" + setups.size());
        setup.put("client_secret", setup.path("id").asText() + "_secret_double")
                .put("customer", form.get("customer"))
                .put("usage", form.get("usage"))
                .put("status", "requires_payment_method");
        setup.putArray("payment_method_types")
                .add(form.get("payment_method_types[0]"))
                .add(form.get("payment_method_types[1]"));
        setup.putObject("metadata").put("customer_id", form.get("metadata[customer_id]"));
        setups.put(setup.path("id").asText(), setup);
        return new Reply(200, setup.deepCopy());
    }

    /** As a browser does it with the client secret. */
    synchronized Reply confirm(String id, String with) {
        var setup = setups.get(id);
        if (setup == null || !has(with)) {
            return StripeBooks.missing();
        }
        if (StripeBooks.DECLINES.containsKey(with)) {
            var codes = StripeBooks.DECLINES.get(with);
            setup.putObject("last_setup_error")
                    .put("type", "card_error")
                    .put("code", codes.get(0))
                    .put("decline_code", codes.get(1));
            return StripeDouble.error(402, "card_error", codes.get(0), codes.get(1), "Your card was declined.");
        }
        var method = "pm_of_" + id;
        behaviours.put(method, with);
        holders.put(method, setup.path("customer").asText());
        setup.remove("last_setup_error");
        setup.put("status", "succeeded").put("payment_method", method);
        if (with.startsWith("pm_usBankAccount")) {
            var mandate = StripeBooks.object("mandate", "mandate_of_" + id);
            mandate.put("status", "active").put("type", "multi_use").put("payment_method", method);
            mandates.put(mandate.path("id").asText(), mandate);
            setup.put("mandate", mandate.path("id").asText());
        }
        return new Reply(200, setup.deepCopy());
    }

    synchronized Optional<Reply> read(String path, Map<String, String> asked) {
        var id = path.substring(path.lastIndexOf('/') + 1);
        if (path.equals("/v1/customers/search")) {
            return Optional.of(StripeBooks.list("search_result", searched(asked.get("query")), asked));
        } else if (path.startsWith("/v1/payment_methods/")) {
            return Optional.of(has(id) ? new Reply(200, method(id, asked)) : StripeBooks.missing());
        } else if (path.startsWith("/v1/setup_intents/") && setups.containsKey(id)) {
            var setup = setup(id);
            if (asked.containsValue("payment_method") && setup.has("payment_method")) {
                setup.set("payment_method", method(setup.path("payment_method").asText(), Map.of()));
            }
            if (asked.containsValue("mandate") && setup.has("mandate")) {
                setup.set(
                        "mandate", mandates.get(setup.path("mandate").asText()).deepCopy());
            }
            return Optional.of(new Reply(200, setup));
        }
        return Optional.empty();
    }

    private List<ObjectNode> searched(String query) {
        var asked = BY_CUSTOMER.matcher(query);
        return searchLags || !asked.find()
                ? List.of()
                : customers.values().stream()
                        .filter(customer -> customer.path("metadata")
                                .path("customer_id")
                                .asText()
                                .equals(asked.group(1)))
                        .toList();
    }

    private ObjectNode method(String id, Map<String, String> asked) {
        var holder = holders.getOrDefault(id, "cus_double");
        var method = StripeBooks.object("payment_method", id);
        if (asked.containsValue("customer")) {
            method.set(
                    "customer",
                    customers
                            .getOrDefault(holder, StripeBooks.object("customer", holder))
                            .deepCopy());
        } else {
            method.put("customer", holder);
        }
        if (behaviour(id).startsWith("pm_usBankAccount")) {
            method.put("type", "us_bank_account");
            method.putObject("us_bank_account")
                    .put("bank_name", "STRIPE TEST BANK")
                    .put("last4", "6789")
                    .put("account_type", "checking");
        } else {
            method.put("type", "card");
            method.putObject("card")
                    .put("brand", "visa")
                    .put("last4", "4242")
                    .put("exp_month", 12)
                    .put("exp_year", 2034);
        }
        return method;
    }
}
