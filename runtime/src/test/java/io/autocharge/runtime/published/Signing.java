package io.autocharge.runtime.published;

import static io.autocharge.runtime.published.Schemas.ordered;

import io.autocharge.runtime.kafka.Rejection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How a client signs what it orders, in words and in schemas. */
final class Signing {

    /** Reasons that only dead letters of events have. */
    private static final Set<Rejection> OF_EVENTS =
            EnumSet.of(Rejection.PREDECESSOR_MISSING, Rejection.WAITS_BEHIND, Rejection.NOT_HANDLED);

    static final String DESCRIPTION =
            """
            Autocharge invoices customers and charges their stored cards and bank accounts. Its services tell what happened on
            `<context>.events` and take orders on `<context>.commands`.

            ## Every message

            CloudEvents 1.0 in Kafka's binary mode: the attributes are record headers with the prefix `ce_`, the body is JSON
            in snake_case (UTF-8), and the record key is the id of the aggregate, the same as `ce_subject`. Ids are a prefix
            (`inv_`, `chg_`, `par_`, …) followed by a ULID. Money is `{"amount": 4000, "currency": "USD"}` in integer minor units.

            ## How to order a charge

            1. **Get a key.** An operator gives you the file `<issuer>.private.jwk`: a JSON Web Key (RFC 8037) with `kty` `OKP`, `crv`
               `Ed25519`, the private key `d` and the public key `x` (both 32 bytes in base64url without padding) and the
               name of the key, `kid`. The registry `trusted.json` on the other side lists your issuer with the public half of that key, the
               message types that you may order and the partners for whom (`TrustedIssuers` below).
            2. **Choose ids.** A charge id, `chg_` + a ULID of your choice, names the charge for ever; ordered twice, it is one charge.
               A command id, 1 to 128 characters such as a UUID, names the command; one issuer uses it for one command,
               and a record that comes again is answered as before and not carried out again.
            3. **Write the body**, e.g. for `payment.ScheduleCharge`:
               `{"charge_id":"chg_…","partner_id":"par_…","invoice_id":"inv_…","amount":{"amount":2500,"currency":"USD"},"when":"now"}`.
               Leave `amount` out to charge all that is outstanding, and `payment_method_id` out to charge the customer's default.
               A field that is not in the schema is an error.
            4. **Sign it.** Build the claims (`CommandClaims` below): `command_id`, `type`, `partner_id`, `aud` (the context: `payment`), `iat` and
               `exp` (seconds since 1970; at most 24 hours apart) and `payload_sha256`, the SHA-256 of exactly the bytes of the body in
               base64url without padding. The signature is a compact JWS (RFC 7515) with the protected header
               `{"alg":"EdDSA","kid":"<kid of the key>"}` and the claims as its payload:
               `base64url(header) + "." + base64url(claims) + "." + base64url(Ed25519 signature of the first two parts with their dot)`.
            5. **Publish it** to `payment.commands` with the charge id as the key and the headers of `CommandHeaders`: `ce_id` is the
               command id, `ce_type` the type, `ce_partnerid` the partner, `ce_subject` the charge id; `signature` is the JWS;
               `reply-to` is `replies.<issuer>`, or another topic starting with `replies.` that you have made, if you want an answer.
            6. **Read the answer** on that topic; `ce_causationid` is your command id, `ce_correlationid` yours or else the command id.
               `autocharge.CommandAccepted`: it is planned; what becomes of it is told on `payment.events` under the charge id
               (`payment.PaymentCaptured`, `payment.PartialPaymentCaptured`, `payment.ChargeDeclined`, `payment.ChargeRefused`, …).
               `autocharge.CommandRefused`: the business says no, with a `code`. `autocharge.CommandRejected`: it is not allowed, too old or malformed.
               A record that is not proven to be yours is never answered.

            ## What is not taken

            It goes to the dead letters of the service with its reason, charges nothing, and holds up nobody:

            %s

            Clocks may differ by 30 seconds. A body has at most 256 KiB.
            """
                    .formatted(Arrays.stream(Rejection.values())
                            .filter(reason -> !OF_EVENTS.contains(reason))
                            .map(reason -> "- `" + reason + "`: " + reason.sentence())
                            .collect(Collectors.joining("\n")));

    private Signing() {}

    static Map<String, Object> schemas() {
        return ordered(
                "EventHeaders", eventHeaders(),
                "CommandHeaders", commandHeaders(),
                "ReplyHeaders", replyHeaders(),
                "CommandClaims", claims(),
                "PrivateKey", key(true),
                "PublicKey", key(false),
                "TrustedIssuers", registry());
    }

    static Map<String, Object> example() {
        return ordered(
                "name", "chargeNow",
                "summary", "Charges 25.00 USD of an invoice at once.",
                "payload",
                        ordered(
                                "charge_id", "chg_01JD0T3N2B9Z1X6V5K8QWERTYZ",
                                "partner_id", "par_01JD0T3N2B9Z1X6V5K8QWERTYZ",
                                "invoice_id", "inv_01JD0T3N2B9Z1X6V5K8QWERTYZ",
                                "amount", ordered("amount", 2500, "currency", "USD"),
                                "when", "now"));
    }

    private static Map<String, Object> eventHeaders() {
        var headers = cloudEvent("The service that tells it, e.g. /autocharge/payment.");
        headers.put("ce_sequence", whole("The how-many-eth event of its aggregate it is, from 0, without gaps."));
        headers.put("ce_position", whole("Where it stands in the store of its service; grows."));
        headers.put("ce_revision", whole("The revision of its type, if it is not the first."));
        headers.put("ce_causationid", text("The message that led to it."));
        return headers(headers, List.of("ce_sequence", "ce_position"));
    }

    private static Map<String, Object> commandHeaders() {
        var headers = cloudEvent("Who sends it, a URI reference of the client's choice.");
        headers.put("signature", text("A compact JWS over CommandClaims, signed with Ed25519."));
        headers.put(
                "reply-to",
                ordered(
                        "type", "string",
                        "pattern", "^replies\\.[a-zA-Z0-9._-]{1,200}$",
                        "description", "The topic on which the answer is wanted; absent means no answer."));
        return headers(headers, List.of("signature"));
    }

    private static Map<String, Object> replyHeaders() {
        var headers = cloudEvent("The service that answers, e.g. /autocharge/payment.");
        headers.put("ce_causationid", text("The id of the command that is answered."));
        return headers(headers, List.of("ce_correlationid", "ce_causationid"));
    }

    private static Map<String, Object> cloudEvent(String source) {
        var headers = new LinkedHashMap<String, Object>();
        headers.put("ce_specversion", ordered("type", "string", "const", "1.0"));
        headers.put("ce_id", text("The message's own name for ever; of a command: its command_id."));
        headers.put(
                "ce_type", text("What it is, e.g. payment.ScheduleCharge: the name of the message in this document."));
        headers.put("ce_source", text(source));
        headers.put("ce_subject", text("The id of the aggregate; the record key is the same."));
        headers.put("ce_time", ordered("type", "string", "format", "date-time"));
        headers.put(
                "ce_partnerid",
                ordered("type", "string", "pattern", "^par_", "description", "The partner it belongs to."));
        headers.put("content-type", ordered("type", "string", "const", "application/json"));
        headers.put("ce_correlationid", text("The wish that all this goes back to."));
        headers.put("traceparent", text("W3C Trace Context."));
        return headers;
    }

    private static Map<String, Object> headers(Map<String, Object> properties, List<String> more) {
        var required = new ArrayList<>(List.of(
                "ce_specversion",
                "ce_id",
                "ce_type",
                "ce_source",
                "ce_subject",
                "ce_time",
                "ce_partnerid",
                "content-type"));
        required.addAll(more);
        return ordered("type", "object", "required", required, "properties", properties);
    }

    private static Map<String, Object> claims() {
        return ordered(
                "type",
                "object",
                "description",
                "The payload of the JWS in the header 'signature'. No other claims are taken.",
                "additionalProperties",
                false,
                "required",
                List.of("command_id", "type", "partner_id", "aud", "iat", "exp", "payload_sha256"),
                "properties",
                ordered(
                        "command_id", ordered("type", "string", "minLength", 1, "maxLength", 128),
                        "type", text("The wire type, the same as ce_type."),
                        "partner_id", text("The partner, the same as ce_partnerid and partner_id in the body."),
                        "aud", ordered("enum", List.of("customer", "invoice", "payment", "notification")),
                        "iat", whole("When it was signed, in seconds since 1970."),
                        "exp", whole("Until when it is meant, in seconds since 1970; at most 86400 after iat."),
                        "payload_sha256", ordered("type", "string", "pattern", "^[A-Za-z0-9_-]{43}$"),
                        "kid", text("The same as kid in the protected header; may be left out.")));
    }

    private static Map<String, Object> key(boolean secret) {
        var bytes = ordered("type", "string", "pattern", "^[A-Za-z0-9_-]{43}$");
        var properties = ordered(
                "kty", ordered("const", "OKP"),
                "crv", ordered("const", "Ed25519"),
                "x", bytes,
                "kid", text("The name of the key; the protected header of a signature repeats it."));
        if (secret) {
            properties.put("d", bytes);
        }
        return ordered(
                "type",
                "object",
                "description",
                secret
                        ? "The file <issuer>.private.jwk: d is the seed of the Ed25519 key, and stays with the issuer."
                        : "The public half of an issuer's key.",
                "required",
                secret ? List.of("kty", "crv", "x", "d", "kid") : List.of("kty", "crv", "x"),
                "properties",
                properties);
    }

    private static Map<String, Object> registry() {
        return ordered(
                "type",
                "array",
                "description",
                "The file trusted.json among the keys of a service, read again when it changes. "
                        + "An issuer with two keys has two entries.",
                "items",
                ordered(
                        "type",
                        "object",
                        "additionalProperties",
                        false,
                        "required",
                        List.of("issuer", "jwk", "types", "partners"),
                        "properties",
                        ordered(
                                "issuer", text("The name of the issuer."),
                                "jwk", ordered("$ref", "#/components/schemas/PublicKey"),
                                "types", list("The wire types that it may order; payment.* means all of a context."),
                                "partners", list("The partners for whom it may order; * means all."))));
    }

    private static Map<String, Object> list(String description) {
        return ordered("type", "array", "items", ordered("type", "string"), "description", description);
    }

    private static Map<String, Object> text(String description) {
        return ordered("type", "string", "description", description);
    }

    private static Map<String, Object> whole(String description) {
        return ordered("type", "integer", "description", description);
    }
}
