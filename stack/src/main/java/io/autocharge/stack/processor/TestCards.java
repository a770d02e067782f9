package io.autocharge.stack.processor;

import io.autocharge.stack.http.Problem;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Map;

/** The card numbers that the sandbox knows. Any other number is refused: a real one has no business here. */
final class TestCards {

    private record Card(String brand, Behaviour behaviour) {}

    private static final Map<String, Card> KNOWN = Map.ofEntries(
            Map.entry("4242424242424242", new Card("visa", Behaviour.SUCCEEDS)),
            Map.entry("5555555555554444", new Card("mastercard", Behaviour.SUCCEEDS)),
            Map.entry("378282246310005", new Card("amex", Behaviour.SUCCEEDS)),
            Map.entry("4000000000000002", new Card("visa", Behaviour.GENERIC_DECLINE)),
            Map.entry("4000000000009995", new Card("visa", Behaviour.INSUFFICIENT_FUNDS)),
            Map.entry("4000000000000069", new Card("visa", Behaviour.EXPIRED_CARD)),
            Map.entry("4000000000009987", new Card("visa", Behaviour.LOST_CARD)),
            Map.entry("4000000000009979", new Card("visa", Behaviour.STOLEN_CARD)),
            Map.entry("4000002760003184", new Card("visa", Behaviour.AUTHENTICATION_REQUIRED)),
            Map.entry("4000000000000341", new Card("visa", Behaviour.DECLINES_ONCE_STORED)),
            Map.entry("4000000000005001", new Card("visa", Behaviour.DO_NOT_HONOR)),
            Map.entry("4000000000005019", new Card("visa", Behaviour.INCORRECT_NUMBER)),
            Map.entry("4000000000005027", new Card("visa", Behaviour.PICKUP_CARD)),
            Map.entry("4000000000005035", new Card("visa", Behaviour.INVALID_ACCOUNT)),
            Map.entry("4000000000005043", new Card("visa", Behaviour.CARD_NOT_SUPPORTED)),
            Map.entry("4000000000000119", new Card("visa", Behaviour.PROCESSING_ERROR)),
            Map.entry("4000000000005126", new Card("visa", Behaviour.REFUNDS_FAIL)),
            Map.entry("4000000000007726", new Card("visa", Behaviour.REFUNDS_TAKE_TIME)),
            Map.entry("4000000000000259", new Card("visa", Behaviour.CAPTURES_THEN_DROPS)));

    private TestCards() {}

    /** A card as its holder types it. */
    record Typed(String number, Integer expMonth, Integer expYear, String cvc) {

        @Override
        public String toString() {
            return "a card"; // never the number, wherever this ends up
        }
    }

    static Token token(String id, Typed typed, YearMonth thisMonth) {
        var number = typed.number() == null ? "" : typed.number().replaceAll("[ -]", "");
        var card = KNOWN.get(number);
        if (card == null) {
            throw new Problem(
                    422,
                    "unknown_test_card",
                    "This is the sandbox: it takes the documented test cards only, such as the one that ends in 4242.");
        }
        if (typed.cvc() == null || !typed.cvc().matches("\\d{3,4}")) {
            throw new Problem(422, "invalid_cvc", "The security code has 3 or 4 digits.");
        }
        var last4 = number.substring(number.length() - 4);
        var expiry = expiry(typed, thisMonth);
        return new Token(
                id,
                "card",
                card.brand(),
                null,
                last4,
                expiry.getMonthValue(),
                expiry.getYear(),
                null,
                card.behaviour());
    }

    private static YearMonth expiry(Typed typed, YearMonth thisMonth) {
        if (typed.expMonth() == null || typed.expYear() == null) {
            throw new Problem(422, "invalid_expiry", "The expiry has a month and a year.");
        }
        try {
            var year = typed.expYear() < 100 ? 2000 + typed.expYear() : typed.expYear();
            var expiry = YearMonth.of(year, typed.expMonth());
            if (!expiry.isBefore(thisMonth) && expiry.isBefore(thisMonth.plusYears(50))) {
                return expiry;
            }
        } catch (DateTimeException e) {
            // told below, together with months that have passed
        }
        throw new Problem(422, "invalid_expiry", "The expiry is not a month from now on.");
    }
}
