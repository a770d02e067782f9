package io.autocharge.customer.domain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/**
 * What may be a passphrase: long enough, and not one of those that everybody tries first. No rules about kinds of
 * characters, which only make people write them down (NIST SP 800-63B).
 */
public final class Passphrases {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 200;
    private static final int FEWEST_DIFFERENT = 5;

    /** Of the most common ones, those that are long enough; digits and signs at the end are looked through. */
    private static final Set<String> COMMON = Set.of(
            "password",
            "passwordpassword",
            "passw0rd",
            "qwertyuiop",
            "qwertyuiopasdfghjkl",
            "qwertyqwerty",
            "asdfghjkl",
            "1q2w3e4r5t6y",
            "q1w2e3r4t5y6",
            "1qaz2wsx3edc",
            "zaq12wsxcde3",
            "iloveyou",
            "iloveyouforever",
            "letmein",
            "letmeinletmein",
            "welcome",
            "welcomewelcome",
            "administrator",
            "adminadminadmin",
            "changeme",
            "changemechangeme",
            "trustno",
            "football",
            "baseball",
            "princess",
            "sunshine",
            "superman",
            "dragondragon",
            "masterpassword",
            "mypassword",
            "secretsecret",
            "correcthorsebatterystaple",
            "abcdefghijkl",
            "abcdefghijklmnopqrstuvwxyz",
            "autocharge",
            "autochargeautocharge");

    private Passphrases() {}

    /** As it is compared: the same characters, however a keyboard composes them. */
    public static String normal(String passphrase) {
        return Normalizer.normalize(passphrase, Normalizer.Form.NFKC);
    }

    /** Whether somebody with this address may choose it. */
    public static boolean isGood(String passphrase, String address) {
        if (passphrase == null) {
            return false;
        }
        var normal = normal(passphrase);
        var length = normal.codePointCount(0, normal.length());
        var plain = normal.toLowerCase(Locale.ROOT);
        return length >= SHORTEST
                && length <= LONGEST
                && plain.chars().distinct().count() >= FEWEST_DIFFERENT
                && !COMMON.contains(plain)
                && !COMMON.contains(plain.replaceAll("[\\d\\W_]+$", ""))
                && !"01234567890123456789".contains(plain)
                && !plain.equals(address.toLowerCase(Locale.ROOT));
    }
}
