package io.autocharge.runtime.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.autocharge.runtime.Json;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * What the signature of a command says: who may be charged is nobody's guess.
 *
 * @param commandId the command's own name; one issuer uses it once
 * @param type the wire type
 * @param partnerId for whom it is ordered
 * @param aud the context that is ordered, e.g. {@code payment}
 * @param iat when it was signed, in seconds since 1970
 * @param exp until when it is meant, at most 24 hours later
 * @param payloadSha256 the body's SHA-256 in base64url without padding
 * @param kid the key that signed; may be absent, since the protected header has it
 */
record Claims(
        String commandId,
        String type,
        String partnerId,
        String aud,
        Long iat,
        Long exp,
        String payloadSha256,
        String kid) {

    private static final AlgorithmConstraints ED25519 =
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA);
    private static final int LONGEST_ID = 128;
    private static final long LATEST = 253_402_300_799L;

    Claims {
        if (commandId == null || commandId.isBlank() || commandId.length() > LONGEST_ID) {
            throw new IllegalArgumentException("'command_id' must have 1 to 128 characters.");
        }
        if (type == null || partnerId == null || aud == null || iat == null || exp == null || payloadSha256 == null) {
            throw new IllegalArgumentException(
                    "Expected are command_id, type, partner_id, aud, iat, exp and payload_sha256.");
        }
        if (iat < 0 || exp < 0 || iat > LATEST || exp > LATEST) {
            throw new IllegalArgumentException("'iat' and 'exp' must be seconds since 1970.");
        }
    }

    /** Claims that are proven to be those of an issuer. */
    record Proven(Claims claims, TrustedIssuers.Issuer issuer) {}

    /** @throws Rejected if the signature is not that of a trusted issuer */
    static Proven prove(String signature, TrustedIssuers trusted) {
        if (signature == null || signature.isBlank()) {
            throw Rejection.SIGNATURE_MISSING.because("");
        }
        try {
            var jws = new JsonWebSignature();
            jws.setAlgorithmConstraints(ED25519);
            jws.setCompactSerialization(signature);
            var keyId = jws.getKeyIdHeaderValue();
            if (keyId == null) {
                throw Rejection.SIGNATURE_MALFORMED.because("Its protected header needs 'kid'.");
            }
            var by = trusted.byKeyId(keyId).orElseThrow(() -> Rejection.ISSUER_UNKNOWN.because(""));
            jws.setKey(by.key());
            if (!jws.verifySignature()) {
                throw Rejection.SIGNATURE_FORGED.because("");
            }
            var claims = read(jws.getPayload());
            if (claims.kid() != null && !claims.kid().equals(keyId)) {
                throw Rejection.SIGNATURE_MALFORMED.because("'kid' is not the same in header and claims.");
            }
            return new Proven(claims, by.issuer());
        } catch (JoseException e) {
            throw Rejection.SIGNATURE_MALFORMED.because("Only compact JWS with alg EdDSA are read.");
        }
    }

    private static Claims read(String payload) {
        try {
            return Json.STRICT.readValue(payload, Claims.class);
        } catch (JsonProcessingException e) {
            throw Rejection.SIGNATURE_MALFORMED.because(Reading.fault(e));
        }
    }
}
