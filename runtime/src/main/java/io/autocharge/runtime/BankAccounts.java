package io.autocharge.runtime;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds what looks like the number of a bank account: an IBAN of its country's length that passes the check of ISO 7064, or
 * an American routing number that passes its check and is called one, with an account beside it. Nine digits that nobody
 * calls a routing number are let through: every tenth number of an order would look like one.
 */
final class BankAccounts {

    private static final String LENGTHS =
            "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 "
                    + "DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 "
                    + "IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 "
                    + "MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 "
                    + "ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30";

    private static final Map<String, Integer> LENGTH = lengths();
    private static final Pattern BEGINNING = Pattern.compile("(?<![A-Za-z0-9_-])([A-Za-z]{2})[0-9]{2}");

    private static final String ACCOUNT = "([0-9]{4,17})(?![0-9])";
    private static final String ROUTING = "([0-9]{9})(?![0-9])";
    private static final String CALLED = "(?:routing|\\baba\\b|\\brtn\\b)[^0-9]{0,32}";
    private static final Pattern ROUTING_FIRST = Pattern.compile("(?i)" + CALLED + ROUTING + "[^0-9]{1,40}" + ACCOUNT);
    private static final Pattern ACCOUNT_FIRST =
            Pattern.compile("(?i)(?<![0-9])" + ACCOUNT + "[^0-9]{0,20}" + CALLED + ROUTING);

    private BankAccounts() {}

    static boolean in(CharSequence text) {
        return holdsIban(text) || holdsRouting(text);
    }

    private static boolean holdsIban(CharSequence text) {
        var beginnings = BEGINNING.matcher(text);
        while (beginnings.find()) {
            var length = LENGTH.get(beginnings.group(1).toUpperCase(Locale.ROOT));
            if (length != null && isIban(text, beginnings.start(), length)) {
                return true;
            }
        }
        return false;
    }

    /** In one piece, or in groups of four with a space or dash between them; tokens have dashes anywhere. */
    private static boolean isIban(CharSequence text, int start, int length) {
        var iban = new StringBuilder(length);
        int at = start;
        while (at < text.length() && iban.length() < length) {
            char c = text.charAt(at++);
            if (isAlphanumeric(c)) {
                iban.append(Character.toUpperCase(c));
            } else if (!isGap(c) || iban.length() % 4 != 0 || !isAlphanumeric(text.charAt(at - 2))) {
                return false;
            }
        }
        var ends = at == text.length() || !isAlphanumeric(text.charAt(at)) && "_-".indexOf(text.charAt(at)) < 0;
        return ends && iban.length() == length && remainder(iban) == 1;
    }

    private static boolean isGap(char c) {
        return c == ' ' || c == '-' || c == '\u00a0';
    }

    /** ISO 7064 MOD 97-10: the first four characters go to the end, letters count from 10. */
    private static int remainder(CharSequence iban) {
        int remainder = 0;
        for (int i = 0; i < iban.length(); i++) {
            int value = Character.digit(iban.charAt((i + 4) % iban.length()), 36);
            remainder = (remainder * (value < 10 ? 10 : 100) + value) % 97;
        }
        return remainder;
    }

    private static boolean holdsRouting(CharSequence text) {
        var first = ROUTING_FIRST.matcher(text);
        while (first.find()) {
            if (isRouting(first.group(1))) {
                return true;
            }
        }
        var second = ACCOUNT_FIRST.matcher(text);
        while (second.find()) {
            if (isRouting(second.group(2))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRouting(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(i) - '0') * new int[] {3, 7, 1}[i % 3];
        }
        int district = Integer.parseInt(digits.substring(0, 2));
        var inUse = district > 0 && district <= 12
                || district >= 21 && district <= 32
                || district >= 61 && district <= 72
                || district == 80;
        return inUse && sum % 10 == 0;
    }

    private static boolean isAlphanumeric(char c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }

    private static Map<String, Integer> lengths() {
        var lengths = new HashMap<String, Integer>();
        for (var one : LENGTHS.split(" ")) {
            lengths.put(one.substring(0, 2), Integer.valueOf(one.substring(2)));
        }
        return Map.copyOf(lengths);
    }
}
