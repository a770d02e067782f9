package io.autocharge.contracts;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;

/**
 * The 26 characters behind an id's prefix: 128 bits in Crockford base 32, as the <a
 * href="https://github.com/ulid/spec">ULID specification</a> has it.
 */
public final class Ulid {

    private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ulid() {}

    /** A fresh one that sorts by the millisecond of {@code at}; its other 80 bits are random. */
    public static String fresh(Instant at) {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        var millis = at.toEpochMilli();
        for (int i = 5; i >= 0; i--) {
            bytes[i] = (byte) millis;
            millis >>>= 8;
        }
        return encode(bytes);
    }

    /** The same words give the same ULID, for ever and in every process: a request said twice names one thing. */
    public static String derived(String... words) {
        var digest = sha256();
        for (String word : words) {
            var bytes = word.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        var first = new byte[16];
        System.arraycopy(digest.digest(), 0, first, 0, 16);
        return encode(first);
    }

    /** Whether {@code text} is 26 characters of the alphabet and fits 128 bits. */
    public static boolean isUlid(String text) {
        if (text.length() != 26 || text.charAt(0) > '7') {
            return false;
        }
        return text.chars().allMatch(c -> digit((char) c) >= 0);
    }

    /** The 16 bytes that {@code ulid} stands for. */
    public static byte[] bytes(String ulid) {
        if (!isUlid(ulid)) {
            throw new IllegalArgumentException("Not a ULID.");
        }
        var value = BigInteger.ZERO;
        for (char c : ulid.toCharArray()) {
            value = value.shiftLeft(5).or(BigInteger.valueOf(digit(c)));
        }
        var raw = value.toByteArray();
        var bytes = new byte[16];
        var length = Math.min(raw.length, 16);
        System.arraycopy(raw, raw.length - length, bytes, 16 - length, length);
        return bytes;
    }

    /** The ULID that stands for 16 bytes. */
    public static String encode(byte[] bytes) {
        if (bytes.length != 16) {
            throw new IllegalArgumentException("A ULID has 16 bytes.");
        }
        var value = new BigInteger(1, bytes);
        var text = new char[26];
        var mask = BigInteger.valueOf(31);
        for (int i = 25; i >= 0; i--) {
            text[i] = ALPHABET[value.and(mask).intValue()];
            value = value.shiftRight(5);
        }
        return new String(text);
    }

    private static int digit(char c) {
        for (int i = 0; i < ALPHABET.length; i++) {
            if (ALPHABET[i] == c) {
                return i;
            }
        }
        return -1;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
