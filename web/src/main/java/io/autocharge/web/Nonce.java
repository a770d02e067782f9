package io.autocharge.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** What the browser keeps that asked for a link: 256 bits, and six digits that follow from them and can be typed elsewhere. */
record Nonce(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final int CODES = 1_000_000;

    static Nonce fresh() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Nonce(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    String code() {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            var bytes = sha.digest(("code:" + value).getBytes(StandardCharsets.US_ASCII));
            var number = new java.math.BigInteger(1, bytes).mod(java.math.BigInteger.valueOf(CODES));
            return String.format("%06d", number.intValueExact());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
