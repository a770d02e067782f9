package io.autocharge.stack.processor;

import io.autocharge.stack.http.Problem;
import java.util.Map;

/** The bank accounts that the sandbox knows. Any other is refused. */
final class TestBankAccounts {

    private static final String ROUTING_NUMBER = "110000000";

    private static final Map<String, Behaviour> KNOWN = Map.ofEntries(
            Map.entry("000123456789", Behaviour.SETTLES),
            Map.entry("000111111116", Behaviour.RETURNS_R01),
            Map.entry("000111111113", Behaviour.RETURNS_R10),
            Map.entry("000333333302", Behaviour.RETURNS_R02),
            Map.entry("000333333303", Behaviour.RETURNS_R03),
            Map.entry("000333333304", Behaviour.RETURNS_R04),
            Map.entry("000333333307", Behaviour.RETURNS_R07),
            Map.entry("000333333308", Behaviour.RETURNS_R08),
            Map.entry("000333333309", Behaviour.RETURNS_R09),
            Map.entry("000222222227", Behaviour.STAYS_PENDING));

    private TestBankAccounts() {}

    /** A bank account as its holder types it. */
    record Typed(String routingNumber, String accountNumber, String accountType, String holder) {

        @Override
        public String toString() {
            return "a bank account"; // never the number, wherever this ends up
        }
    }

    static Token token(String id, Typed typed) {
        var behaviour = typed.accountNumber() == null ? null : KNOWN.get(typed.accountNumber());
        if (behaviour == null || !ROUTING_NUMBER.equals(typed.routingNumber())) {
            throw new Problem(
                    422,
                    "unknown_test_bank_account",
                    "This is the sandbox: it takes the documented test accounts at routing number " + ROUTING_NUMBER
                            + " only.");
        }
        var type = typed.accountType() == null ? "checking" : typed.accountType();
        if (!type.equals("checking") && !type.equals("savings")) {
            throw new Problem(422, "invalid_account_type", "account_type is checking or savings.");
        }
        if (typed.holder() == null || typed.holder().isBlank()) {
            throw new Problem(422, "missing_holder", "holder says whose account it is.");
        }
        var number = typed.accountNumber();
        return new Token(
                id,
                "bank_account",
                null,
                "Sandbox Bank",
                number.substring(number.length() - 4),
                null,
                null,
                type,
                behaviour);
    }
}
