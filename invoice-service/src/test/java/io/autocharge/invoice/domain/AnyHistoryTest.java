package io.autocharge.invoice.domain;

import static io.autocharge.invoice.Samples.INVOICE;
import static io.autocharge.invoice.Samples.NOW;
import static io.autocharge.invoice.Samples.PARTNER;
import static io.autocharge.invoice.Samples.VISA;
import static io.autocharge.invoice.Samples.created;
import static io.autocharge.invoice.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.invoice.CreditId;
import io.autocharge.contracts.invoice.CreditUseId;
import io.autocharge.contracts.invoice.InvoiceBalance;
import io.autocharge.contracts.invoice.InvoiceCommand;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordCredit;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordDispute;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordDisputeWon;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordPayment;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordRefund;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordReturn;
import io.autocharge.contracts.invoice.InvoiceCommand.ReleaseBalance;
import io.autocharge.contracts.invoice.InvoiceCommand.ReserveBalance;
import io.autocharge.contracts.invoice.InvoiceCommand.WriteOffBalance;
import io.autocharge.contracts.invoice.InvoiceEvent;
import io.autocharge.contracts.invoice.InvoiceEvent.DisputedPaymentRestored;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoicePaid;
import io.autocharge.contracts.invoice.InvoiceEvent.OverpaymentFound;
import io.autocharge.contracts.invoice.InvoiceEvent.OverpaymentTakenBack;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentDisputed;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentRefunded;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentTakenBack;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.DisputeId;
import io.autocharge.contracts.payment.RefundId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * Random histories of one invoice, with everything told once or more; what must always hold is checked after each step.
 * {@code -Dseed=7} plays the one that failed, {@code -Dautocharge.seeds=1000000} plays more.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AnyHistoryTest {

    private static final int SEEDS = Integer.getInteger("autocharge.seeds", 10_000);
    private static final int STEPS = 40;
    private static final List<ChargeId> CHARGES = IntStream.range(0, 6)
            .mapToObj(n -> ChargeId.derived("charge", "" + n))
            .toList();
    private static final List<RefundId> REFUNDS = IntStream.range(0, 6)
            .mapToObj(n -> RefundId.derived("refund", "" + n))
            .toList();
    private static final List<DisputeId> DISPUTES = IntStream.range(0, 4)
            .mapToObj(n -> DisputeId.derived("dispute", "" + n))
            .toList();
    private static final List<CreditUseId> USES = IntStream.range(0, 6)
            .mapToObj(n -> CreditUseId.derived("use", "" + n))
            .toList();
    private static final CreditId CREDIT = CreditId.derived("credit");

    @Test
    void total_is_what_was_captured_and_not_taken_back_and_credited_and_written_off_and_open() {
        var only = Long.getLong("seed");
        var started = System.nanoTime();
        var stored = 0L;
        if (only != null) {
            stored = new Play(only).play();
        } else {
            for (long seed = 0; seed < SEEDS; seed++) {
                stored += new Play(seed).play();
            }
        }
        System.out.printf(
                "%d histories of an invoice (-Dseed=0..%d), %d events, %d ms: no invariant broken%n",
                only == null ? SEEDS : 1, SEEDS - 1, stored, (System.nanoTime() - started) / 1_000_000);
    }

    /** One history, from its seed. */
    private static final class Play {

        private final long seed;
        private final Random random;
        private final Balance balance = new Balance(created());
        private final List<InvoiceCommand> sent = new ArrayList<>();
        private final List<InvoiceEvent> events = new ArrayList<>(List.of(created()));
        private final Map<DisputeId, RecordDispute> opened = new HashMap<>();
        private final Map<ChargeId, Long> onInvoice = new HashMap<>();
        private InvoiceBalance folded = InvoiceBalance.unknown().after(created());
        private long moneyIn;
        private long moneyOut;
        private long keptAsCredit;

        Play(long seed) {
            this.seed = seed;
            random = new Random(seed);
        }

        int play() {
            for (int step = 0; step < STEPS; step++) {
                try {
                    step();
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError("-Dseed=" + seed + ", step " + step + ": " + events, e);
                }
            }
            rebuilt();
            return events.size();
        }

        private void step() {
            var isRepeated = !sent.isEmpty() && random.nextInt(4) == 0;
            var command = isRepeated ? any(sent) : fresh();
            var decided = decide(command);
            if (isRepeated) {
                assertThat(decided).as("told again: " + command).isEmpty();
            } else if (!decided.isEmpty()) {
                moved(command);
                sent.add(command);
            }
            decided.forEach(this::happens);
            holds();
        }

        private InvoiceCommand fresh() {
            var charge = any(CHARGES);
            var amount = usd(1 + random.nextInt(12_000));
            return switch (random.nextInt(10)) {
                case 0, 1 ->
                    new ReserveBalance(
                            INVOICE,
                            PARTNER,
                            charge,
                            random.nextInt(3) == 0 ? null : amount,
                            random.nextBoolean(),
                            1 + random.nextInt(3));
                case 2 -> new ReleaseBalance(INVOICE, PARTNER, charge, "declined");
                case 3, 4 ->
                    new RecordPayment(
                            INVOICE,
                            PARTNER,
                            charge,
                            balance.isInFlight() ? paidNow(charge, amount) : amount,
                            VISA,
                            NOW);
                case 5 -> new RecordRefund(INVOICE, PARTNER, charge, any(REFUNDS), amount, NOW);
                case 6 ->
                    random.nextBoolean()
                            ? new RecordReturn(INVOICE, PARTNER, charge, amount, "R10", NOW)
                            : new RecordDispute(INVOICE, PARTNER, charge, any(DISPUTES), amount, "fraud", NOW);
                case 7 -> wonOrOpened(charge, amount);
                case 8 -> new RecordCredit(INVOICE, PARTNER, CREDIT, any(USES), amount);
                default ->
                    new WriteOffBalance(
                            INVOICE,
                            PARTNER,
                            random.nextInt(4) == 0 ? null : usd(amount.amount() / 8),
                            "old",
                            "w" + seed);
            };
        }

        /** A charge that holds the reservation collects what it has reserved. */
        private Money paidNow(ChargeId charge, Money amount) {
            return folded.reserved().chargeId().equals(charge) ? balance.reserved() : amount;
        }

        private InvoiceCommand wonOrOpened(ChargeId charge, Money amount) {
            if (opened.isEmpty()) {
                return new RecordDispute(INVOICE, PARTNER, charge, any(DISPUTES), amount, "fraud", NOW);
            }
            var one = any(new ArrayList<>(opened.values()));
            return new RecordDisputeWon(INVOICE, PARTNER, one.chargeId(), one.disputeId(), one.amount(), NOW);
        }

        private List<InvoiceEvent> decide(InvoiceCommand command) {
            if (command instanceof ReserveBalance c) {
                return balance.decide(c, NOW);
            } else if (command instanceof ReleaseBalance c) {
                return balance.decide(c);
            } else if (command instanceof RecordPayment c) {
                return balance.decide(c);
            } else if (command instanceof RecordRefund c) {
                return balance.payments().decide(c, balance.sums());
            } else if (command instanceof RecordReturn c) {
                return balance.payments().decide(c, balance.sums());
            } else if (command instanceof RecordDispute c) {
                return isOfAnotherCharge(c) ? List.of() : balance.payments().decide(c, balance.sums());
            } else if (command instanceof RecordDisputeWon c) {
                return balance.payments().decide(c, balance.sums(), balance.free());
            } else if (command instanceof RecordCredit c) {
                return balance.decide(c, NOW);
            }
            try {
                return balance.decide((WriteOffBalance) command, NOW);
            } catch (Refused refused) {
                return List.of();
            }
        }

        /** A dispute is about one charge. */
        private boolean isOfAnotherCharge(RecordDispute fact) {
            var before = opened.get(fact.disputeId());
            return before != null && !before.chargeId().equals(fact.chargeId());
        }

        private void moved(InvoiceCommand command) {
            if (command instanceof RecordPayment c) {
                moneyIn += c.amount().amount();
            } else if (command instanceof RecordDisputeWon c) {
                moneyIn += c.amount().amount();
            } else if (command instanceof RecordRefund c) {
                moneyOut += c.amount().amount();
            } else if (command instanceof RecordReturn c) {
                moneyOut += c.amount().amount();
            } else if (command instanceof RecordDispute c) {
                moneyOut += c.amount().amount();
                opened.put(c.disputeId(), c);
            }
        }

        private void happens(InvoiceEvent event) {
            balance.evolve(event);
            folded = folded.after(event);
            events.add(event);
            if (event instanceof PaymentApplied e) {
                onInvoice.merge(e.chargeId(), e.amount().amount(), Long::sum);
            } else if (event instanceof PaymentRefunded e) {
                onInvoice.merge(e.chargeId(), -e.amount().amount(), Long::sum);
            } else if (event instanceof PaymentTakenBack e) {
                onInvoice.merge(e.chargeId(), -e.amount().amount(), Long::sum);
            } else if (event instanceof PaymentDisputed e) {
                onInvoice.merge(e.chargeId(), -e.amount().amount(), Long::sum);
            } else if (event instanceof DisputedPaymentRestored e) {
                onInvoice.merge(e.chargeId(), e.amount().amount(), Long::sum);
            } else if (event instanceof OverpaymentFound e) {
                keptAsCredit += e.excess().amount();
            } else if (event instanceof OverpaymentTakenBack e) {
                keptAsCredit -= e.amount().amount();
            } else if (event instanceof InvoicePaid) {
                assertThat(balance.isSettled())
                        .as("paid only if nothing is open")
                        .isTrue();
            }
        }

        private void holds() {
            var sums = balance.sums();
            var gone = sums.refunded().amount()
                    + sums.returned().amount()
                    + sums.disputed().amount();
            var captured = sums.captured().amount();
            var reserved = balance.reserved().amount();
            var open = sums.outstanding().amount();
            check(
                    sums.total().amount()
                            == captured
                                    - gone
                                    + sums.credited().amount()
                                    + sums.writtenOff().amount()
                                    + open,
                    "I1: total = captured - taken back + credited + written off + open");
            check(0 <= reserved && reserved <= open, "I2: what is reserved is part of what is open");
            check(reserved > 0 == balance.isInFlight(), "I2: reserved only if a charge holds it");
            check(0 <= gone && gone <= captured, "I3: no more is taken back than was captured");
            check(onInvoice.values().stream().allMatch(left -> left >= 0), "I3: nor of any one charge");
            check(moneyIn - moneyOut == captured - gone + keptAsCredit, "no money vanishes, and none is made up");
            check(folded.sums().equals(sums), "any consumer folds the same sums");
            check(folded.inFlight().equals(balance.reserved()), "any consumer folds the same reservation");
        }

        private void rebuilt() {
            var again = new Balance(created());
            events.stream().skip(1).forEach(again::evolve);
            check(again.sums().equals(balance.sums()), "the same after a replay");
            check(again.reserved().equals(balance.reserved()), "the same reservation after a replay");
        }

        private void check(boolean isTrue, String what) {
            if (!isTrue) {
                throw new AssertionError("-Dseed=" + seed + " breaks: " + what);
            }
        }

        private <T> T any(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }
    }
}
