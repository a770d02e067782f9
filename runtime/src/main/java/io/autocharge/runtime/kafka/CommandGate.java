package io.autocharge.runtime.kafka;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Context;
import io.autocharge.contracts.WireType;
import io.autocharge.runtime.AccountNumbers;
import io.autocharge.runtime.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decides whether a record on the topic of commands is an order that somebody who may give it has given. First whether
 * it is authentic (nobody is answered before that), then whether it is allowed, fresh and well-formed.
 */
final class CommandGate {

    /** A record that is proven to be as its issuer sent it. */
    record Authentic(Envelope envelope, Claims claims, TrustedIssuers.Issuer issuer) {

        /** The command's own name for ever: two issuers may use the same words. */
        String name() {
            return issuer.issuer() + "|" + claims.commandId();
        }
    }

    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final Duration LONGEST_LIFE = Duration.ofHours(24);
    private static final int LARGEST = 262_144;

    private final Context own;
    private final TrustedIssuers trusted;
    private final Clock world;

    /** @param world the real time: signers know nothing of a sandbox whose clock was moved */
    CommandGate(Context own, TrustedIssuers trusted, Clock world) {
        this.own = own;
        this.trusted = trusted;
        this.world = world;
    }

    /** @throws Rejected if nobody who is trusted has sent exactly this to this topic */
    Authentic authentic(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            throw Rejection.BODY_MALFORMED.because("It is empty.");
        }
        if (record.value().length > LARGEST) {
            throw Rejection.TOO_LARGE.because("A command has at most " + LARGEST + " bytes.");
        }
        var envelope = Envelope.read(record.headers());
        var proven = Claims.prove(Envelope.text(record.headers(), "signature"), trusted);
        var claims = proven.claims();
        if (!claims.payloadSha256().equals(sha256(record.value()))) {
            throw Rejection.PAYLOAD_TAMPERED.because("");
        }
        if (!claims.commandId().equals(envelope.id())
                || !claims.type().equals(envelope.type())
                || !claims.partnerId().equals(envelope.partnerId().value())) {
            throw Rejection.HEADERS_DISAGREE.because(
                    "'ce_id', 'ce_type' and 'ce_partnerid' repeat command_id, type and partner_id.");
        }
        if (!claims.aud().equals(own.label())) {
            throw Rejection.AUDIENCE_WRONG.because("'aud' must be " + own.label() + ".");
        }
        return new Authentic(envelope, claims, proven.issuer());
    }

    /** @throws Rejected if the order is not allowed, not fresh or not a command */
    Command command(Authentic order, ConsumerRecord<byte[], byte[]> record) {
        var envelope = order.envelope();
        var type = WireType.named(envelope.type())
                .filter(named -> own.commands().contains(named))
                .orElseThrow(() -> Rejection.TYPE_UNKNOWN.because(""))
                .asSubclass(Command.class);
        if (!order.issuer().mayOrder(envelope.type())) {
            throw Rejection.TYPE_NOT_ALLOWED.because("");
        }
        if (!order.issuer().mayOrderFor(envelope.partnerId())) {
            throw Rejection.PARTNER_NOT_ALLOWED.because("");
        }
        fresh(order.claims());
        if (accountData(record)) {
            throw Rejection.ACCOUNT_DATA.because("");
        }
        var command = Reading.message(Reading.text(record.value()), type, Json.STRICT);
        if (!command.partnerId().equals(envelope.partnerId())) {
            throw Rejection.HEADERS_DISAGREE.because("'partner_id' is not the one that was signed.");
        }
        var subject = command.subject().value();
        if (!subject.equals(envelope.subject()) || record.key() == null || !subject.equals(key(record))) {
            throw Rejection.KEY_WRONG.because("Key and 'ce_subject' must be the id of the aggregate.");
        }
        return command;
    }

    /** Whether the body or a header holds what must not be kept. */
    static boolean accountData(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() != null && AccountNumbers.in(new String(record.value(), StandardCharsets.UTF_8))) {
            return true;
        }
        return (record.key() != null && AccountNumbers.in(key(record)))
                || Envelope.legible(record.headers()).entrySet().stream()
                        .filter(header -> !header.getKey().equals("signature"))
                        .anyMatch(header -> AccountNumbers.in(header.getValue()));
    }

    static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
    }

    private void fresh(Claims claims) {
        var now = world.instant().getEpochSecond();
        if (claims.exp() <= claims.iat() || claims.exp() - claims.iat() > LONGEST_LIFE.toSeconds()) {
            throw Rejection.LIFETIME_WRONG.because("");
        }
        if (claims.iat() > now + SKEW.toSeconds()) {
            throw Rejection.NOT_YET_VALID.because("");
        }
        if (claims.exp() < now - SKEW.toSeconds()) {
            throw Rejection.EXPIRED.because("");
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
