package io.autocharge.payment.policy;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Event;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerEvent;
import io.autocharge.contracts.customer.CustomerEvent.CustomerAdded;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.customer.PartnerEvent.PartnerRegistered;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.InvoiceBalance;
import io.autocharge.contracts.invoice.InvoiceEvent;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReleased;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReserved;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.LineItem;
import io.autocharge.contracts.payment.AutoPayCommand.EvaluateAutoPay;
import io.autocharge.contracts.payment.AutoPayEvent.AutoPayDecided;
import io.autocharge.contracts.payment.AutoPayId;
import io.autocharge.contracts.payment.AutoPayRuleEvent;
import io.autocharge.contracts.payment.ChargeCommand.CancelCharge;
import io.autocharge.contracts.payment.ChargeCommand.RecordRefusal;
import io.autocharge.contracts.payment.ChargeCommand.ScheduleCharge;
import io.autocharge.contracts.payment.ChargeCommand.StartCharge;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.BalanceRequested;
import io.autocharge.contracts.payment.ChargeEvent.ChargeCanceled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeclined;
import io.autocharge.contracts.payment.ChargeEvent.ChargeRefused;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeEvent.PaymentCaptured;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.ChargeRefusal;
import io.autocharge.contracts.payment.ChargeTime;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.contracts.payment.WalletEvent;
import io.autocharge.payment.domain.Fate.Stage;
import io.autocharge.payment.domain.PlannedCharges.Planned;
import io.autocharge.payment.view.AutoPayCircumstances;
import io.autocharge.runtime.Worklist;
import io.autocharge.runtime.Worklists;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A small business in memory: real rules, evaluations and policies; invoices, charges and wallets as far as auto-pay hears of
 * them. Nothing is at random here; who plays with it says what happens.
 */
final class AutoPayWorld implements AutoCloseable {

    static final PartnerId PARTNER = PartnerId.derived("partner");
    static final PaymentMethodId CARD = PaymentMethodId.derived("card");
    static final Method VISA = new Method(Method.Kind.CARD, "visa", null, "4242", 12, 2030, null);

    private final ZoneId zone;
    private final boolean hasList;
    final FakeHistory history = new FakeHistory();
    final AutoPayCircumstances autoPay = new AutoPayCircumstances(history, new KnownPlans(this::listed));
    final List<AutoPayDecided> decisions = new ArrayList<>();
    final Map<InvoiceId, CustomerId> invoices = new LinkedHashMap<>();
    final Map<ChargeId, ChargeScheduled> charges = new LinkedHashMap<>();
    private final Map<String, Instant> looks = new LinkedHashMap<>();
    private final Map<String, NextLook> bodies = new LinkedHashMap<>();
    private final List<Event> said = new ArrayList<>();
    private final ArrayDeque<Event> news = new ArrayDeque<>();
    private final RunningAutoPay running;
    private final EvaluateInvoices evaluate = new EvaluateInvoices(this::send, autoPay);
    private final CarryOutAutoPay carryOut = new CarryOutAutoPay(this::send, new Looks());
    private final StartDueCharges start = new StartDueCharges(this::send, history);
    private Instant now;

    /** {@code hasList} says whether the list of charges is there, or is being rebuilt all the time. */
    AutoPayWorld(ZoneId zone, Instant start, boolean hasList) {
        this.zone = zone;
        this.hasList = hasList;
        this.now = start;
        this.running = new RunningAutoPay(autoPay, new Now(), this::tell);
        tell(new PartnerRegistered(PARTNER, "Nordlicht", "a@b.example", zone, 9, start));
    }

    Instant now() {
        return now;
    }

    LocalDate today() {
        return LocalDate.ofInstant(now, zone);
    }

    CustomerId customer(String name, List<String> tags) {
        var customer = CustomerId.derived(name);
        tell(new CustomerAdded(customer, PARTNER, null, name, List.of(), tags, now));
        return customer;
    }

    void invoice(InvoiceId id, CustomerId customer, long total, LocalDate dueOn) {
        var sum = Money.of(total, "USD");
        invoices.put(id, customer);
        tell(new InvoiceCreated(
                id,
                PARTNER,
                "Nordlicht",
                customer,
                "C",
                "INV",
                null,
                List.of(new LineItem("x", 1, sum)),
                null,
                sum,
                dueOn,
                Collection.later(),
                now));
    }

    /** Something has happened, and all that follows from it is done. */
    void tell(Event event) {
        history.happened(event);
        said.add(event);
        news.add(event);
    }

    /** All that was said of an invoice, in order, for people who look into a failure. */
    String story(InvoiceId invoice) {
        return said.stream()
                .map(Event::toString)
                .filter(line -> line.contains(invoice.value()) || !line.contains("inv_"))
                .map(line -> line.substring(0, Math.min(400, line.length())))
                .collect(Collectors.joining("\n"));
    }

    void settle() {
        while (!news.isEmpty()) {
            react(news.poll());
        }
    }

    private void react(Event event) {
        if (event instanceof InvoiceEvent change) {
            evaluate.when(change);
        } else if (event instanceof ChargeEvent change) {
            evaluate.when(change);
        } else if (event instanceof AutoPayDecided decided) {
            decisions.add(decided);
            carryOut.when(decided);
        } else if (event instanceof AutoPayRuleEvent
                || event instanceof CustomerEvent
                || event instanceof WalletEvent) {
            invoices.keySet().forEach(this::look);
        }
    }

    void look(InvoiceId invoice) {
        if (autoPay.concerns(PARTNER, invoice)) {
            send(new EvaluateAutoPay(AutoPayId.of(invoice), PARTNER, invoice, null));
        }
    }

    void pass(Duration time) {
        now = now.plus(time);
        for (var id : List.copyOf(looks.keySet())) {
            if (!looks.get(id).isAfter(now)) {
                looks.remove(id);
                new LookAgain(this::send).work(id, bodies.get(id));
                settle();
            }
        }
    }

    /** The planned charges whose time has come. */
    List<ChargeScheduled> due() {
        return charges.values().stream()
                .filter(plan -> isToCome(plan) && !plan.chargeAt().isAfter(now))
                .toList();
    }

    void startIfDue(ChargeScheduled plan) {
        start.work(plan.chargeId().value(), new DueCharge(plan.chargeId(), PARTNER));
        settle();
    }

    boolean isToCome(ChargeScheduled plan) {
        return autoPay.fate(plan.chargeId()).stage() == Stage.PLANNED;
    }

    List<ChargeScheduled> toCome(InvoiceId invoice) {
        return charges.values().stream()
                .filter(plan -> plan.invoiceId().equals(invoice) && isToCome(plan))
                .toList();
    }

    InvoiceBalance balance(InvoiceId invoice) {
        var balance = InvoiceBalance.unknown();
        for (var event : history.of(invoice, InvoiceEvent.class).toList()) {
            balance = balance.after(event);
        }
        return balance;
    }

    void plan(ChargeId charge, InvoiceId invoice, LocalDate on) {
        var plan = new ChargeScheduled(
                charge,
                PARTNER,
                invoices.get(invoice),
                invoice,
                null,
                null,
                on,
                on.atTime(9, 0).atZone(zone).toInstant(),
                Origin.PARTNER,
                now,
                null,
                null);
        charges.put(charge, plan);
        tell(plan);
    }

    private List<Planned> listed(InvoiceId invoice) {
        return hasList
                ? toCome(invoice).stream()
                        .map(plan -> new Planned(plan.chargeId(), plan.amount(), false))
                        .toList()
                : List.of();
    }

    /** What a charge, or somebody with the payment link, reserves. */
    boolean reserve(ChargeId charge, InvoiceId invoice, Money amount) {
        var balance = balance(invoice);
        if (balance.reserved() != null || !balance.outstanding().isPositive()) {
            return false;
        }
        var most = amount.atMost(balance.outstanding());
        tell(new BalanceReserved(
                invoice, PARTNER, charge, most, balance.outstanding().minus(most), now, null));
        return true;
    }

    void paid(ChargeId charge, InvoiceId invoice) {
        var held = balance(invoice).reserved();
        var sums = balance(invoice).sums().afterPayment(held.amount());
        tell(new PaymentCaptured(
                charge, PARTNER, invoices.get(invoice), invoice, held.amount(), VISA, "ch", now, null));
        tell(new PaymentApplied(
                invoice,
                PARTNER,
                "Nordlicht",
                invoices.get(invoice),
                "C",
                "INV",
                charge,
                held.amount(),
                sums.total(),
                sums.captured(),
                sums.outstanding(),
                VISA,
                now,
                sums));
    }

    void declined(ChargeId charge, InvoiceId invoice) {
        var held = balance(invoice).reserved();
        tell(new ChargeDeclined(
                charge, PARTNER, invoices.get(invoice), invoice, held.amount(), VISA, "no", now, CARD, null));
        tell(new BalanceReleased(
                invoice, PARTNER, charge, held.amount(), balance(invoice).outstanding(), "declined"));
    }

    void send(Command command) {
        if (command instanceof EvaluateAutoPay) {
            running.send(command);
        } else if (command instanceof ScheduleCharge order) {
            schedule(order);
        } else if (command instanceof CancelCharge order) {
            var plan = charges.get(order.chargeId());
            ChargeRefusal.CHARGE_UNKNOWN.when(plan == null);
            if (isToCome(plan)) {
                tell(new ChargeCanceled(
                        plan.chargeId(),
                        PARTNER,
                        plan.customerId(),
                        plan.invoiceId(),
                        now,
                        order.reason(),
                        order.paidBy()));
            }
        } else if (command instanceof StartCharge order) {
            begin(charges.get(order.chargeId()));
        } else if (command instanceof RecordRefusal order) {
            tell(new ChargeRefused(
                    order.chargeId(), PARTNER, order.customerId(), order.invoiceId(), order.reason(), now));
        }
    }

    private void schedule(ScheduleCharge order) {
        var date = order.when().equals(ChargeTime.NOW)
                ? today()
                : LocalDate.parse(order.when().value());
        ChargeRefusal.CHARGE_DATE_IN_PAST.when(date.isBefore(today()));
        ChargeRefusal.ALREADY_PAID.when(balance(order.invoiceId()).outstanding().isZero());
        var at = date.atTime(9, 0).atZone(zone).toInstant();
        var plan = new ChargeScheduled(
                order.chargeId(),
                PARTNER,
                invoices.get(order.invoiceId()),
                order.invoiceId(),
                order.amount(),
                null,
                date,
                at.isBefore(now) ? now : at,
                order.origin(),
                now,
                order.cause(),
                null);
        charges.put(order.chargeId(), plan);
        tell(plan);
    }

    private void begin(ChargeScheduled plan) {
        if (isToCome(plan)) {
            var invoice = plan.invoiceId();
            tell(new BalanceRequested(
                    plan.chargeId(), PARTNER, plan.customerId(), invoice, null, CARD, VISA, null, null, null));
            if (!reserve(plan.chargeId(), invoice, balance(invoice).outstanding())) {
                tell(new ChargeRefused(plan.chargeId(), PARTNER, plan.customerId(), invoice, "PAYMENT_IN_FLIGHT", now));
            }
        }
    }

    @Override
    public void close() {
        running.close();
    }

    private final class Now extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId other) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final class Looks implements Worklists {

        @Override
        public <T> Worklist<T> of(Class<T> record, String name) {
            return new Worklist<>() {
                @Override
                public void put(String id, Instant dueAt, T body) {
                    if (bodies.putIfAbsent(id, (NextLook) body) == null) {
                        looks.put(id, dueAt);
                    }
                }

                @Override
                public void remove(String id) {
                    looks.remove(id);
                }
            };
        }
    }
}
