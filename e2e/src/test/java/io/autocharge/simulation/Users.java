package io.autocharge.simulation;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Context;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.customer.CustomerCommand.AddCustomer;
import io.autocharge.contracts.customer.CustomerCommand.ArchiveCustomer;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.customer.CustomerUser;
import io.autocharge.contracts.customer.PartnerCommand.RegisterPartner;
import io.autocharge.contracts.customer.UserId;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.InvoiceCommand.ArchiveInvoice;
import io.autocharge.contracts.invoice.InvoiceCommand.CreateInvoice;
import io.autocharge.contracts.invoice.InvoiceCommand.RequestPaymentLink;
import io.autocharge.contracts.invoice.InvoiceCommand.WriteOffBalance;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.LineItem;
import io.autocharge.contracts.payment.Allocation;
import io.autocharge.contracts.payment.AutoPayConditions;
import io.autocharge.contracts.payment.AutoPayRuleCommand.CreateAutoPayRule;
import io.autocharge.contracts.payment.AutoPayRuleCommand.RemoveAutoPayRule;
import io.autocharge.contracts.payment.AutoPayRuleId;
import io.autocharge.contracts.payment.AutoPayScope;
import io.autocharge.contracts.payment.ChargeCommand.CancelCharge;
import io.autocharge.contracts.payment.ChargeCommand.RefundCharge;
import io.autocharge.contracts.payment.ChargeCommand.ScheduleCharge;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.ChargeTime;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.contracts.payment.WalletCommand.ChooseDefaultPaymentMethod;
import io.autocharge.contracts.payment.WalletCommand.RemovePaymentMethod;
import io.autocharge.contracts.payment.WalletCommand.ResumeAutomaticCharges;
import io.autocharge.contracts.payment.WalletCommand.StorePaymentMethod;
import io.autocharge.contracts.payment.WalletId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Partners, their customers and other systems, who want all sorts of things, now and then the same thing twice. */
final class Users {

    static final List<PartnerId> PARTNERS =
            List.of(PartnerId.derived("simulated", "0"), PartnerId.derived("simulated", "1"));

    private static final List<String> ZONES =
            List.of("America/New_York", "Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland");
    private static final List<String> TOKENS = List.of(
            "tok_good", "tok_good", "tok_good", "tok_short", "tok_declined", "tok_bank_settles", "tok_bank_returns");

    private final World world;
    private final Chance chance;
    private final List<Client> clients = new ArrayList<>();
    private final List<Paper> papers = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>();
    private final List<CreateAutoPayRule> rules = new ArrayList<>();
    private final List<Said> said = new ArrayList<>();
    private int count;

    private record Client(PartnerId partner, CustomerId id, List<PaymentMethodId> methods) {}

    private record Paper(Client client, InvoiceId id, long total, LocalDate dueOn) {}

    private record Order(PartnerId partner, ChargeId id) {}

    private record Said(Context to, Command what) {}

    Users(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
    }

    /** Before anything goes wrong there are partners, customers, and something on file. */
    void moveIn() {
        for (int p = 0; p < 2; p++) {
            var partner = PARTNERS.get(p);
            say(
                    Context.CUSTOMER,
                    new RegisterPartner(
                            partner,
                            "Partner " + p,
                            "p" + p + "@partner.example",
                            ZoneId.of(chance.oneOf(ZONES)),
                            chance.upTo(24)));
            for (int c = 0; c < 2 - p; c++) {
                var customer = CustomerId.derived(partner.value(), "" + c);
                clients.add(new Client(partner, customer, new ArrayList<>()));
                var user = new CustomerUser(UserId.derived(customer.value()), "Dana", "dana@customer.example");
                say(
                        Context.CUSTOMER,
                        new AddCustomer(customer, partner, null, "Customer " + c, List.of(user), List.of()));
            }
        }
        world.quiet();
        clients.forEach(this::store);
        world.quiet();
    }

    /** Somebody does something. */
    void act() {
        var what = chance.upTo(100);
        if (papers.isEmpty() || what < 22) {
            invoice();
        } else if (what < 52) {
            charge();
        } else if (what < 56) {
            several();
        } else if (what < 59) {
            rule();
        } else if (what < 62) {
            forgo();
        } else if (what < 70) {
            again();
        } else if (what < 73 && !orders.isEmpty()) {
            refund();
        } else if (what < 76 && !orders.isEmpty()) {
            var order = chance.oneOf(orders);
            say(Context.PAYMENT, new CancelCharge(order.id(), order.partner(), null, null));
        } else if (what < 80) {
            var paper = chance.oneOf(papers);
            say(
                    Context.INVOICE,
                    new RequestPaymentLink(paper.id(), paper.client().partner()));
        } else if (what < 82) {
            var paper = chance.oneOf(papers);
            say(Context.INVOICE, new ArchiveInvoice(paper.id(), paper.client().partner()));
        } else if (what < 88) {
            store(chance.oneOf(clients));
        } else if (what < 92) {
            choose();
        } else if (what < 93) {
            remove();
        } else if (what < 94) {
            world.oracle().takesBack();
        } else if (what < 95) {
            var client = chance.oneOf(clients);
            say(Context.CUSTOMER, new ArchiveCustomer(client.id(), client.partner()));
        } else {
            trespass();
        }
    }

    private void invoice() {
        var client = chance.oneOf(clients);
        var total = chance.between(1, 300);
        var today = LocalDate.ofInstant(world.clock().instant(), ZoneId.of("Pacific/Auckland"));
        var due = today.plusDays(chance.upTo(4));
        var paper = new Paper(client, InvoiceId.derived("paper", next()), total, due);
        var way = chance.upTo(4);
        var collection = way == 0
                ? Collection.later()
                : way == 1
                        ? Collection.byLink()
                        : new Collection(
                                Collection.Way.CHARGE_METHOD_ON_FILE,
                                way == 2 ? ChargeTime.NOW : ChargeTime.DUE_DATE,
                                chance.percent(70) ? null : usd(chance.between(1, total)),
                                null);
        papers.add(paper);
        say(
                Context.INVOICE,
                new CreateInvoice(
                        paper.id(),
                        client.partner(),
                        client.id(),
                        "N-" + count,
                        null,
                        List.of(new LineItem("work", 1, usd(total))),
                        null,
                        due,
                        collection));
    }

    private void charge() {
        var paper = chance.oneOf(papers);
        order(paper, paper.client().partner());
    }

    private void order(Paper paper, PartnerId partner) {
        var order = new Order(partner, ChargeId.derived("order", next()));
        orders.add(order);
        say(
                Context.PAYMENT,
                new ScheduleCharge(
                        order.id(),
                        partner,
                        paper.id(),
                        chance.percent(50) ? null : usd(chance.between(1, paper.total() + 20)),
                        paper.client().methods().isEmpty() || chance.percent(50)
                                ? null
                                : chance.oneOf(paper.client().methods()),
                        when(paper),
                        chance.oneOf(List.of(Origin.PARTNER, Origin.CUSTOMER, Origin.PAYMENT_LINK, Origin.COMMAND))));
    }

    /** One payment over two invoices of a customer. */
    private void several() {
        var first = chance.oneOf(papers);
        var others = papers.stream()
                .filter(paper -> paper.client().equals(first.client()) && paper != first)
                .toList();
        if (others.isEmpty()) {
            charge();
            return;
        }
        var parts = List.of(part(first), part(chance.oneOf(others)));
        var order = new Order(first.client().partner(), ChargeId.derived("order", next()));
        orders.add(order);
        say(
                Context.PAYMENT,
                new ScheduleCharge(
                        order.id(),
                        order.partner(),
                        first.id(),
                        parts.get(0).amount().plus(parts.get(1).amount()),
                        null,
                        ChargeTime.NOW,
                        Origin.CUSTOMER,
                        null,
                        parts));
    }

    private Allocation part(Paper paper) {
        return new Allocation(paper.id(), usd(chance.between(1, paper.total())));
    }

    /** The partner gives a payment back, or a part of it. */
    private void refund() {
        var order = chance.oneOf(orders);
        say(
                Context.PAYMENT,
                new RefundCharge(
                        order.id(),
                        order.partner(),
                        RefundId.derived("refund", next()),
                        null,
                        chance.percent(40) ? null : usd(chance.between(1, 120)),
                        null,
                        null));
    }

    /** The partner or a customer has invoices charged by a rule, or ends one. */
    private void rule() {
        var client = chance.oneOf(clients);
        if (!rules.isEmpty() && chance.percent(25)) {
            var rule = chance.oneOf(rules);
            say(Context.PAYMENT, new RemoveAutoPayRule(rule.autoPayRuleId(), rule.partnerId(), rule.enrolledBy()));
            return;
        }
        var enrolled = chance.percent(30) ? client.id() : null;
        var rule = new CreateAutoPayRule(
                AutoPayRuleId.derived("rule", next()),
                client.partner(),
                "Rule " + count,
                enrolled == null && chance.percent(60) ? AutoPayScope.all() : AutoPayScope.of(client.id()),
                chance.oneOf(List.of(
                        AutoPayConditions.onDueDate(),
                        new AutoPayConditions(null, null, null, null),
                        new AutoPayConditions(1, null, null, null),
                        new AutoPayConditions(null, null, 1, null))),
                null,
                enrolled);
        rules.add(rule);
        say(Context.PAYMENT, rule);
    }

    /** The partner gives something up, or lets a customer be charged automatically again. */
    private void forgo() {
        var paper = chance.oneOf(papers);
        if (chance.percent(60)) {
            var amount = chance.percent(50) ? null : usd(chance.between(1, paper.total()));
            say(
                    Context.INVOICE,
                    new WriteOffBalance(paper.id(), paper.client().partner(), amount, "goodwill " + next()));
        } else {
            var client = paper.client();
            say(Context.PAYMENT, new ResumeAutomaticCharges(WalletId.of(client.id()), client.partner(), client.id()));
        }
    }

    private ChargeTime when(Paper paper) {
        return switch (chance.upTo(4)) {
            case 0 -> ChargeTime.DUE_DATE;
            case 1 -> ChargeTime.on(paper.dueOn().plusDays(chance.upTo(3)));
            default -> ChargeTime.NOW;
        };
    }

    /** One partner asks for what another one has. */
    private void trespass() {
        var paper = chance.oneOf(papers);
        var other = PARTNERS.get(paper.client().partner().equals(PARTNERS.get(0)) ? 1 : 0);
        if (chance.percent(70)) {
            order(paper, other);
        } else if (!orders.isEmpty()) {
            var order = chance.oneOf(orders);
            say(Context.PAYMENT, new CancelCharge(order.id(), other, null, null));
        }
    }

    private void store(Client client) {
        var token = chance.oneOf(TOKENS);
        var id = PaymentMethodId.derived(client.id().value(), next());
        client.methods().add(id);
        var method = token.contains("bank")
                ? new Method(Method.Kind.BANK_ACCOUNT, null, "Test Bank", "6789", null, null, "checking")
                : new Method(Method.Kind.CARD, "visa", null, "4242", 12, 2030, null);
        say(
                Context.PAYMENT,
                new StorePaymentMethod(
                        WalletId.of(client.id()),
                        client.partner(),
                        client.id(),
                        id,
                        method,
                        token,
                        true,
                        chance.percent(40)));
    }

    private void choose() {
        var client = chance.oneOf(clients);
        say(
                Context.PAYMENT,
                new ChooseDefaultPaymentMethod(
                        WalletId.of(client.id()), client.partner(), chance.oneOf(client.methods())));
    }

    private void remove() {
        var client = chance.oneOf(clients);
        say(
                Context.PAYMENT,
                new RemovePaymentMethod(WalletId.of(client.id()), client.partner(), chance.oneOf(client.methods())));
    }

    /** Who heard no answer asks again, and so does who is impatient. */
    private void again() {
        if (!said.isEmpty()) {
            var before = chance.oneOf(said);
            tell(before.to(), before.what());
        }
    }

    private void say(Context to, Command what) {
        said.add(new Said(to, what));
        tell(to, what);
    }

    private void tell(Context to, Command what) {
        world.attempt(world.service(to), service -> {
            try {
                world.trace().add("says", what.getClass().getSimpleName(), what);
                service.send(what);
            } catch (Refused refused) {
                world.trace().add("refused", refused.reason().name(), "");
            }
        });
    }

    private String next() {
        return "" + count++;
    }

    private static Money usd(long cents) {
        return Money.of(cents, "USD");
    }
}
