package io.autocharge.e2e;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * The number of a card or bank account that somebody sends by mistake: right by its check digits, and nobody's.
 *
 * @param digits what tells it from all others, in one piece
 * @param written as a person writes it
 */
record SecretNumber(String kind, String digits, String written) {

    private static final Random RANDOM = new SecureRandom();

    static List<SecretNumber> oneOfEachKind() {
        var spaced = card("4556", 16);
        var dashed = card("5425", 16);
        var iban = iban("DE", "1314", 18);
        var grouped = iban("GB", "1611", "NWBK", 14);
        var account = digits(12);
        return List.of(
                new SecretNumber("a card", "", "").of(card("4929", 16)),
                new SecretNumber("a card with spaces", spaced, groups(spaced, " ")),
                new SecretNumber("a card with dashes", dashed, groups(dashed, "-")),
                new SecretNumber("an Amex card", "", "").of(card("3768", 15)),
                new SecretNumber("a card of 19 digits", "", "").of(card("6759", 19)),
                new SecretNumber("an IBAN", "", "").of(iban),
                new SecretNumber("an IBAN with spaces", grouped, groups(grouped, " ")),
                new SecretNumber("a US account", account, "routing 021000021 account " + account));
    }

    /** Whether it stands in {@code text}, however it is grouped. */
    boolean isIn(String text) {
        return pattern().matcher(text).find();
    }

    /** The bytes of it in a file, however it is grouped. */
    Pattern pattern() {
        return Pattern.compile(String.join("(?:[ +-]|%20|%2B)?", digits.split("")), Pattern.CASE_INSENSITIVE);
    }

    @Override
    public String toString() {
        return kind;
    }

    private SecretNumber of(String number) {
        return new SecretNumber(kind, number, number);
    }

    private static String card(String issuer, int length) {
        var number = issuer + digits(length - issuer.length() - 1);
        for (int check = 0; ; check++) {
            if (luhn(number + check) % 10 == 0) {
                return number + check;
            }
        }
    }

    private static int luhn(String number) {
        var sum = 0;
        for (int i = 0; i < number.length(); i++) {
            var digit = number.charAt(number.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
        }
        return sum;
    }

    private static String iban(String country, String countryInDigits, int length) {
        return iban(country, countryInDigits, "", length);
    }

    private static String iban(String country, String countryInDigits, String bank, int length) {
        var account = digits(length);
        var bankInDigits = bank.chars()
                .mapToObj(letter -> String.valueOf(letter - 'A' + 10))
                .reduce("", String::concat);
        var rest = new BigInteger(bankInDigits + account + countryInDigits + "00").mod(BigInteger.valueOf(97));
        return country + String.format("%02d", 98 - rest.intValue()) + bank + account;
    }

    private static String groups(String number, String between) {
        return number.replaceAll("(.{4})(?=.)", "$1" + between);
    }

    private static String digits(int length) {
        var digits = new StringBuilder();
        for (int i = 0; i < length; i++) {
            digits.append(1 + RANDOM.nextInt(9));
        }
        return digits.toString();
    }
}
