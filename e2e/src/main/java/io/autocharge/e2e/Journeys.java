package io.autocharge.e2e;

import static io.autocharge.e2e.Eventually.eventually;

import io.autocharge.contracts.Money;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** The journeys of the product, one method per row. */
final class Journeys {

    private static final int CUT_OFF_HOUR = 17;
    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    private final Operator operator;
    private final Steps steps;
    private final Keepsakes keepsakes;
    private final String round =
            Long.toString(System.currentTimeMillis() / 1000, 36).toUpperCase(Locale.ROOT);
    private Partner partner;
    private Customer customer;
    private Invoice last;

    Journeys(Operator operator, Steps steps, Keepsakes keepsakes) {
        this.operator = operator;
        this.steps = steps;
        this.keepsakes = keepsakes;
    }

    /** Plays them all. */
    void all() {
        comeIn();
        manageCustomers();
        chargeAnExistingInvoice();
        partialPayment();
        createAndChargeLater();
        emailPaymentLink();
        chargeTheMethodOnFile();
        confirmationAndReceipt();
    }

    private void comeIn() {
        steps.journey("", "A partner comes in");
        steps.step("Partner and API key", () -> {
            var known = keepsakes.credentials();
            partner = known.isPresent()
                    ? new Partner(operator.addresses(), known.get())
                    : operator.register("Northwind Managed IT", "billing@northwind.example", ZONE, CUT_OFF_HOUR);
            keepsakes.keep(partner.credentials());
            steps.show(partner.id());
            return partner.name() + (known.isPresent() ? ", known from before" : ", registered");
        });
        steps.step("Access token", () -> {
            partner.token();
            return "client credentials → bearer token";
        });
    }

    private void manageCustomers() {
        steps.journey("J5", "Manage customers");
        steps.step("Add a customer", () -> {
            var name = "Fabrikam " + round;
            customer = partner.addCustomer(name, "Dana Reyes", "dana@" + round.toLowerCase(Locale.ROOT) + ".example");
            return name + " with one user, " + customer.email();
        });
        steps.step("Edit it: name, user, tags", () -> {
            customer = customer.rename("Fabrikam Dental " + round);
            customer.addUser("Ola Berg", "ola@" + round.toLowerCase(Locale.ROOT) + ".example");
            customer.tag("managed", "net-30");
            return customer.company() + ", 2 users, tags managed, net-30";
        });
        steps.step("Archive another", () -> {
            var other = partner.addCustomer("Closed " + round, "Kim Lund", "kim@" + round + ".example");
            other.archive();
            return other.company() + " is kept, and gets no new invoice";
        });
    }

    private void chargeAnExistingInvoice() {
        steps.journey("J1", "Charge an existing invoice");
        var invoice = create("Managed backup", usd(240_00));
        steps.step("Add a card", () -> customer.addCard(TestCard.SUCCEEDS).title() + " is on file, and the default");
        steps.step("Charge now", () -> {
            var charge = invoice.charge().now();
            charge.untilCaptured();
            return "240.00 USD captured, " + invoice.untilOutstanding(usd(0)).outstanding() + " left";
        });
    }

    private void partialPayment() {
        steps.journey("J2", "Partial payment");
        var invoice = create("Firewall", usd(900_00));
        for (var amount : new Money[] {usd(300_00), usd(250_00)}) {
            steps.step("Charge a part of it now", () -> {
                var before = invoice.balance().outstanding();
                invoice.charge(amount).now().untilCaptured();
                return amount + " captured, "
                        + invoice.untilOutstanding(before.minus(amount)).outstanding() + " stay open";
            });
        }
        steps.step("Charge more than is left", () -> {
            var refused =
                    invoice.charge(usd(350_01)).send("demo-" + round, "now").expect(422);
            return "350.01 USD refused: " + refused.code();
        });
        steps.step("Charge the rest", () -> {
            invoice.charge().now().untilCaptured();
            return "350.00 USD captured, " + invoice.untilOutstanding(usd(0)).outstanding() + " left";
        });
        last = invoice;
    }

    private void createAndChargeLater() {
        steps.journey("J3a", "Create and process a new invoice: charge later");
        var invoice = create("Laptop lease", usd(75_00));
        steps.step("Nothing is charged", () -> {
            var balance = invoice.balance();
            return balance.outstanding() + " outstanding, " + balance.scheduled() + " scheduled";
        });
    }

    private void emailPaymentLink() {
        steps.journey("J3b", "Create and process a new invoice: email payment link to customer");
        var box = new Mailbox(operator.addresses(), customer.email());
        var held = new Invoice[1];
        steps.step("Create, and mail the link", () -> {
            held[0] = draft("Phone system", usd(180_00)).emailPaymentLink();
            return held[0].number() + " over 180.00 USD";
        });
        steps.step("The mail arrives", () -> shown(box.await(held[0].number())));
        steps.step("The customer pays a part", () -> {
            new PaymentPage(held[0].paymentLink()).pay(operator.addresses(), TestCard.SUCCEEDS, usd(80_00));
            return "80.00 USD captured, "
                    + held[0].untilOutstanding(usd(100_00)).outstanding() + " left";
        });
    }

    private void chargeTheMethodOnFile() {
        steps.journey("J3c", "Create and process a new invoice: charge the method on file");
        steps.step("Charge now", () -> {
            var invoice = draft("Onboarding", usd(120_00)).chargeMethodOnFile("now");
            invoice.untilOutstanding(usd(0));
            return invoice.number() + ", 120.00 USD captured, 0.00 USD left";
        });
        var held = new Invoice[1];
        steps.step("Charge on the due date", () -> {
            held[0] = draft("Monitoring", usd(55_00)).chargeMethodOnFile("due_date");
            var scheduled = eventually(
                    "55.00 USD scheduled",
                    () -> Optional.of(held[0].balance().scheduled()).filter(usd(55_00)::equals),
                    held[0]::balance);
            return held[0].number() + ", " + scheduled + " scheduled for " + held[0].dueOn();
        });
        steps.step("The sandbox's clock passes it", () -> {
            var now = operator.now();
            var due = ZonedDateTime.of(held[0].dueOn().atTime(CUT_OFF_HOUR, 0), ZONE)
                    .toInstant();
            operator.advance(Duration.between(now, due).plusMinutes(1).truncatedTo(ChronoUnit.SECONDS));
            return now.atZone(ZONE).toLocalDate() + " → "
                    + operator.now().atZone(ZONE).toLocalDate() + ", after " + CUT_OFF_HOUR + ":00 in " + ZONE;
        });
        steps.step("It is charged", () -> {
            held[0].untilOutstanding(usd(0));
            return "55.00 USD captured, 0.00 USD left";
        });
    }

    private void confirmationAndReceipt() {
        steps.journey("J4", "Confirmation and receipt");
        var box = new Mailbox(operator.addresses(), customer.email());
        var receipts = last.receipts(3);
        steps.step("A receipt per payment of J2", () -> {
            if (receipts.size() != 3) {
                throw new Unexpected("3 receipts", receipts.toString());
            }
            return String.join(
                    ", ", receipts.stream().map(Receipt::number).sorted().toList());
        });
        steps.step(
                "A confirmation per payment",
                () -> shown(box.await(last.number(), 3).get(2)));
        steps.step("Download the receipt", () -> {
            var receipt = receipts.get(0);
            var file = keepsakes.keep("receipt-" + receipt.number() + ".pdf", receipt.pdf());
            steps.show(file.toString());
            return receipt.amount() + ", PDF";
        });
    }

    /** Where to go from here. */
    String epilogue() {
        var at = operator.addresses();
        var token = keepsakes.keepSecret("token", partner.freshToken());
        var order = draft("Coffee for the team", usd(35_00)).json();
        order.put("collection", "charge_method_on_file").put("when", "now");
        return """

                The system is still running:
                  Web       %s
                  API       %s/v1
                  Mail      %s
                  Kafka     %s
                  MongoDB   %s

                Issue an invoice and charge it yourself (the token works for ten minutes):
                  curl -s %s/v1/invoices \\
                    -H "Authorization: Bearer $(cat %s)" \\
                    -H 'Idempotency-Key: try-%s' -H 'Content-Type: application/json' \\
                    -d '%s'
                """
                .formatted(at.web(), at.web(), at.mail(), at.kafka(), at.mongodb(), at.web(), token, round, order);
    }

    private Invoice create(String what, Money price) {
        var held = new Invoice[1];
        steps.step("Create an invoice", () -> {
            held[0] = draft(what, price).chargeLater();
            return held[0].number() + ", " + what + ", " + price + ", due " + held[0].dueOn();
        });
        return held[0];
    }

    private InvoiceDraft draft(String what, Money price) {
        return customer.invoice(what, price).due(today().plusDays(14));
    }

    private LocalDate today() {
        return operator.now().atZone(ZONE).toLocalDate();
    }

    private String shown(Mail mail) {
        steps.show("From:    " + mail.from());
        steps.show("Subject: " + mail.subject());
        mail.firstLines(5).forEach(steps::show);
        return "to " + mail.to().get(0) + ", " + mail.attachments().size() + " attachment(s)";
    }

    private static Money usd(long cents) {
        return Money.of(cents, "USD");
    }
}
