package io.autocharge.e2e;

import io.autocharge.contracts.Money;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;

/** One whole system, started once for all tests and stopped at their end. */
final class Sandbox {

    static final ZoneId ZONE = ZoneId.of("America/New_York");
    static final int CUT_OFF_HOUR = 17;

    private static RunningStack running;

    private Sandbox() {}

    /** The system, started if it does not run yet; or the one that runs on the folder {@code autocharge.home}. */
    static synchronized RunningStack stack() {
        if (running == null) {
            Wire.witnessed(ApiContract.SERVED::holds);
            var other = System.getProperty("autocharge.home");
            running = other == null
                    ? RunningStack.fresh(Checkout.root().resolve("e2e/target/sandbox"))
                    : new RunningStack(Path.of(other));
        }
        return running;
    }

    static Addresses addresses() {
        return stack().addresses();
    }

    static Operator operator() {
        return new Operator(addresses());
    }

    /** A partner that nobody else has. */
    static Partner partner() {
        return operator().register("Partner " + word(), "billing@" + word() + ".example", ZONE, CUT_OFF_HOUR);
    }

    /** A customer with nothing on file. */
    static Customer customer(Partner partner) {
        return partner.addCustomer("Customer " + word(), "Dana Reyes", word() + "@customer.example");
    }

    /** A customer with a card that works. */
    static Customer customerWithCard(Partner partner) {
        var customer = customer(partner);
        customer.addCard(TestCard.SUCCEEDS);
        return customer;
    }

    static Mailbox mailbox(Customer customer) {
        return new Mailbox(addresses(), customer.email());
    }

    static Processor processor() {
        return new Processor(addresses());
    }

    /** Today, as partners see it. */
    static LocalDate today() {
        return operator().now().atZone(ZONE).toLocalDate();
    }

    static LocalDate inDays(int days) {
        return today().plusDays(days);
    }

    static Money usd(long cents) {
        return Money.of(cents, "USD");
    }

    /** A word that nobody has said before. */
    static String word() {
        return UUID.randomUUID().toString().substring(0, 8).toLowerCase(Locale.ROOT);
    }
}
