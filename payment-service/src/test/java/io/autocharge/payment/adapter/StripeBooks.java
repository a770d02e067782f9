package io.autocharge.payment.adapter;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.autocharge.payment.adapter.StripeDouble.Reply;
import io.autocharge.runtime.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What {@link StripeDouble} holds: objects in the shape of Stripe's public API reference, and what becomes of the payment
 * methods that Stripe documents for tests.
 */
final class StripeBooks {

    private static final Pattern BY_CHARGE = Pattern.compile("metadata\\['charge_id']:'([^']+)'");
    private static final long CREATED = 1_767_225_600;

    static final Map<String, List<String>> DECLINES = Map.of(
            "pm_card_visa_chargeDeclined", List.of("card_declined", "generic_decline"),
            "pm_card_visa_chargeDeclinedInsufficientFunds", List.of("card_declined", "insufficient_funds"),
            "pm_card_visa_chargeDeclinedStolenCard", List.of("card_declined", "stolen_card"),
            "pm_card_chargeDeclinedExpiredCard", List.of("expired_card", "expired_card"),
            "pm_card_authenticationRequired", List.of("authentication_required", "authentication_required"));

    private final Map<String, ObjectNode> intents = new LinkedHashMap<>();
    private final Map<String, ObjectNode> refunds = new LinkedHashMap<>();
    private final Map<String, ObjectNode> disputes = new LinkedHashMap<>();
    private final StripeWallets wallets = new StripeWallets();
    private final List<ObjectNode> events = new ArrayList<>();
    private boolean searchLags;

    /** Has the search find nothing that is new, as it may for a minute. */
    synchronized void searchLags(boolean lags) {
        searchLags = lags;
    }

    /** How many payments succeeded for a charge of ours. */
    synchronized long captures(String charge) {
        return intents.values().stream()
                .filter(intent ->
                        intent.path("metadata").path("charge_id").asText().equals(charge))
                .filter(intent -> intent.path("amount_received").asLong() > 0)
                .count();
    }

    /** The bank has the money: a payment that was processing succeeds. */
    synchronized void settle(String intent) {
        succeed(intents.get(intent));
    }

    /** The bank gives back what was processing, with the code of its network. */
    synchronized void giveBack(String intent, String declineCode, String networkCode) {
        var found = intents.get(intent);
        found.put("status", "requires_payment_method");
        found.putObject("last_payment_error")
                .put("type", "card_error")
                .put("code", "payment_intent_payment_attempt_failed")
                .put("decline_code", declineCode)
                .put("network_decline_code", networkCode)
                .put("payment_method_type", "us_bank_account");
        event("payment_intent.payment_failed", found);
    }

    /** The customer's bank opens a dispute. */
    synchronized String dispute(String intent, long amount, String reason) {
        var dispute = object("dispute", "du_" + disputes.size());
        dispute.put("payment_intent", intent)
                .put("charge", "ch_" + intent)
                .put("amount", amount)
                .put("currency", intents.get(intent).path("currency").asText())
                .put("reason", reason)
                .put("status", "needs_response");
        disputes.put(dispute.path("id").asText(), dispute);
        event("charge.dispute.created", dispute);
        return dispute.path("id").asText();
    }

    /** The dispute is decided: {@code won} or {@code lost}. */
    synchronized void close(String dispute, String status) {
        event("charge.dispute.closed", disputes.get(dispute).put("status", status));
    }

    /** Who saved what there. */
    StripeWallets wallets() {
        return wallets;
    }

    /** Under which agreement a payment was taken; absent if none was named. */
    synchronized String mandate(String intent) {
        return intents.get(intent).path("mandate").asText(null);
    }

    /** The newest event. */
    synchronized ObjectNode lastEvent() {
        return events.get(events.size() - 1).deepCopy();
    }

    synchronized Reply order(String path, Map<String, String> form) {
        return switch (path) {
            case "/v1/payment_intents" -> pay(form);
            case "/v1/refunds" -> refund(form);
            default -> wallets.order(path, form).orElseGet(StripeBooks::missing);
        };
    }

    synchronized Reply read(String path, Map<String, String> asked) {
        if (path.equals("/v1/payment_intents/search")) {
            return list("search_result", searched(asked.get("query")), asked);
        } else if (path.equals("/v1/payment_intents")) {
            return list("list", newestFirst(intents.values()), asked);
        } else if (path.equals("/v1/refunds")) {
            return list("list", ofIntent(asked.get("payment_intent")), asked);
        } else if (path.equals("/v1/events")) {
            return list("list", newestFirst(events), asked);
        }
        var id = path.substring(path.lastIndexOf('/') + 1);
        var inWallet = wallets.read(path, asked);
        if (inWallet.isPresent()) {
            return inWallet.get();
        }
        for (var shelf : List.of(intents, refunds, disputes)) {
            if (shelf.containsKey(id)) {
                return new Reply(200, shelf.get(id).deepCopy());
            }
        }
        return events.stream()
                .filter(event -> event.path("id").asText().equals(id))
                .findFirst()
                .map(event -> new Reply(200, event.deepCopy()))
                .orElseGet(StripeBooks::missing);
    }

    private Reply pay(Map<String, String> form) {
        var method = form.get("payment_method");
        if (!wallets.has(method)) {
            return StripeDouble.error(
                    400, "invalid_request_error", "resource_missing", null, "No such PaymentMethod: '" + method + "'");
        }
        if (form.containsKey("mandate") && !wallets.mayCharge(form.get("mandate"), method)) {
            return StripeDouble.error(
                    400, "invalid_request_error", "payment_intent_mandate_invalid", null, "The mandate is invalid.");
        }
        var intent = object("payment_intent", "pi_" + intents.size());
        intent.put("amount", Long.parseLong(form.get("amount")))
                .put("amount_received", 0)
                .put("currency", form.get("currency"))
                .put("payment_method", method)
                .put("mandate", form.get("mandate"))
                .put("status", "requires_confirmation");
        var metadata = intent.putObject("metadata");
        form.forEach((name, value) -> {
            if (name.startsWith("metadata[")) {
                metadata.put(name.substring(9, name.length() - 1), value);
            }
        });
        intents.put(intent.path("id").asText(), intent);
        var behaviour = wallets.behaviour(method);
        if (DECLINES.containsKey(behaviour)) {
            return decline(intent, DECLINES.get(behaviour));
        }
        if (behaviour.startsWith("pm_usBankAccount")) {
            intent.put("status", "processing");
            event("payment_intent.processing", intent);
        } else {
            succeed(intent);
        }
        return new Reply(200, intent.deepCopy());
    }

    private Reply decline(ObjectNode intent, List<String> codes) {
        intent.put("status", "requires_payment_method");
        var error = intent.putObject("last_payment_error");
        error.put("type", "card_error")
                .put("code", codes.get(0))
                .put("decline_code", codes.get(1))
                .put("payment_method_type", "card");
        event("payment_intent.payment_failed", intent);
        var answer = StripeDouble.error(402, "card_error", codes.get(0), codes.get(1), "Your card was declined.");
        ((ObjectNode) answer.body().path("error")).set("payment_intent", intent.deepCopy());
        return answer;
    }

    private void succeed(ObjectNode intent) {
        intent.put("status", "succeeded")
                .put("amount_received", intent.path("amount").asLong());
        intent.remove("last_payment_error");
        var charge = object("charge", "ch_" + intent.path("id").asText());
        charge.putObject("balance_transaction")
                .put("id", "txn_" + intent.path("id").asText())
                .put("object", "balance_transaction")
                .put("fee", 146)
                .put("currency", "usd");
        charge.put("amount_refunded", 0).put("disputed", false);
        var isBank = wallets.behaviour(intent.path("payment_method").asText()).startsWith("pm_usBank");
        charge.putObject("payment_method_details").put("type", isBank ? "us_bank_account" : "card");
        intent.set("latest_charge", charge);
        event("payment_intent.succeeded", intent);
    }

    private Reply refund(Map<String, String> form) {
        var intent = intents.get(form.get("payment_intent"));
        if (intent == null) {
            return missing();
        }
        var amount = Long.parseLong(form.get("amount"));
        var before = ofIntent(form.get("payment_intent")).stream()
                .filter(refund -> !refund.path("status").asText().equals("failed"))
                .mapToLong(refund -> refund.path("amount").asLong())
                .sum();
        if (before + amount > intent.path("amount_received").asLong()) {
            return StripeDouble.error(
                    400, "invalid_request_error", "charge_already_refunded", null, "More than was captured.");
        }
        var refund = object("refund", "re_" + refunds.size());
        refund.put("payment_intent", form.get("payment_intent"))
                .put("amount", amount)
                .put("currency", intent.path("currency").asText())
                .put(
                        "status",
                        wallets.behaviour(intent.path("payment_method").asText())
                                        .startsWith("pm_usBank")
                                ? "pending"
                                : "succeeded");
        refund.putObject("metadata").put("refund_id", form.get("metadata[refund_id]"));
        refunds.put(refund.path("id").asText(), refund);
        ((ObjectNode) intent.path("latest_charge")).put("amount_refunded", before + amount);
        event("refund.created", refund);
        return new Reply(200, refund.deepCopy());
    }

    /** A refund that was pending succeeds or fails. */
    synchronized void refundBecomes(String refund, String status) {
        event("refund.updated", refunds.get(refund).put("status", status));
    }

    private List<ObjectNode> searched(String query) {
        var asked = BY_CHARGE.matcher(query);
        if (searchLags || !asked.find()) {
            return List.of();
        }
        return newestFirst(intents.values()).stream()
                .filter(intent ->
                        intent.path("metadata").path("charge_id").asText().equals(asked.group(1)))
                .toList();
    }

    private List<ObjectNode> ofIntent(String intent) {
        return newestFirst(refunds.values()).stream()
                .filter(refund -> refund.path("payment_intent").asText().equals(intent))
                .toList();
    }

    /** A page, the newest first; {@code ending_before} asks for the newer ones, {@code starting_after} for the older. */
    static Reply list(String kind, List<ObjectNode> all, Map<String, String> asked) {
        var from = 0;
        var to = all.size();
        for (var i = 0; i < all.size(); i++) {
            var id = all.get(i).path("id").asText();
            from = id.equals(asked.get("starting_after")) ? i + 1 : from;
            to = id.equals(asked.get("ending_before")) ? i : to;
        }
        var limit = Integer.parseInt(asked.getOrDefault("limit", "10"));
        var more = to - from > limit;
        if (asked.containsKey("ending_before")) {
            from = Math.max(from, to - limit);
        } else {
            to = Math.min(to, from + limit);
        }
        var body = Json.STRICT.createObjectNode();
        body.put("object", kind).put("has_more", more).put("url", "/v1");
        ArrayNode data = body.putArray("data");
        all.subList(from, to).forEach(one -> data.add(one.deepCopy()));
        return new Reply(200, body);
    }

    private static List<ObjectNode> newestFirst(java.util.Collection<ObjectNode> all) {
        var turned = new ArrayList<>(all);
        java.util.Collections.reverse(turned);
        return turned;
    }

    private void event(String type, ObjectNode about) {
        var event = object("event", "evt_" + events.size());
        event.put("type", type).put("api_version", "2025-01-01");
        event.putObject("data").set("object", about.deepCopy());
        events.add(event);
    }

    static ObjectNode object(String kind, String id) {
        return Json.STRICT.createObjectNode().put("id", id).put("object", kind).put("created", CREATED);
    }

    static Reply missing() {
        return StripeDouble.error(404, "invalid_request_error", "resource_missing", null, "No such object.");
    }
}
