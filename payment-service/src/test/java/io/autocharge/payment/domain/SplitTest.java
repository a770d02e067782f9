package io.autocharge.payment.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.Allocation;
import io.autocharge.payment.domain.Split.Open;
import io.autocharge.payment.domain.Split.Way;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SplitTest {

    private static final LocalDate DUE = LocalDate.parse("2026-03-10");
    private static final int CASES = Integer.getInteger("autocharge.cases", 20_000);

    @Test
    void what_is_due_first_is_paid_first() {
        var invoices = List.of(open("late", 50, DUE.plusDays(1)), open("early", 30, DUE));
        assertThat(Split.of(yen(40), invoices, Way.OLDEST_FIRST)).containsExactly(part("early", 30), part("late", 10));
        assertThat(Split.of(yen(30), invoices, Way.OLDEST_FIRST)).containsExactly(part("early", 30));
    }

    @Test
    void the_remainder_of_a_split_goes_nowhere_but_to_the_sum() {
        var invoices = List.of(open("a", 10, DUE), open("b", 10, DUE), open("c", 10, DUE));
        var parts = Split.of(yen(10), invoices, Way.PROPORTIONAL);
        assertThat(parts).extracting(part -> part.amount().amount()).containsExactlyInAnyOrder(4L, 3L, 3L);
    }

    @Test
    void more_than_all_of_them_have_open_is_refused() {
        var invoices = List.of(open("a", 10, DUE), open("b", 10, DUE));
        for (var way : Way.values()) {
            assertThatThrownBy(() -> Split.of(yen(21), invoices, way)).isInstanceOf(Refused.class);
        }
    }

    @Test
    void whatever_is_split_the_parts_are_the_whole_and_none_is_more_than_is_open() {
        var seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            var invoices = new ArrayList<Open>();
            for (int j = 0; j <= random.nextInt(8); j++) {
                var most = random.nextBoolean() ? 20 : 1_000_000_000_000L;
                invoices.add(open("i" + j, random.nextLong(most), DUE.plusDays(random.nextInt(3))));
            }
            var total = invoices.stream()
                    .mapToLong(open -> open.outstanding().amount())
                    .sum();
            var amount = yen(total == 0 ? 0 : random.nextLong(total + 1));
            var open = invoices.stream().collect(Collectors.toMap(Open::invoice, Open::outstanding));
            for (var way : Way.values()) {
                var parts = Split.of(amount, invoices, way);
                assertThat(parts.stream().map(Allocation::amount).reduce(amount.zero(), Money::plus))
                        .as("-Dseed=%d, case %d", seed, i)
                        .isEqualTo(amount);
                assertThat(parts)
                        .as("-Dseed=%d, case %d", seed, i)
                        .allMatch(part ->
                                part.amount().isPositive() && !part.amount().exceeds(open.get(part.invoiceId())));
            }
        }
    }

    private static Open open(String invoice, long outstanding, LocalDate dueOn) {
        return new Open(InvoiceId.derived(invoice), yen(outstanding), dueOn);
    }

    private static Allocation part(String invoice, long amount) {
        return new Allocation(InvoiceId.derived(invoice), yen(amount));
    }

    private static Money yen(long amount) {
        return Money.of(amount, "JPY");
    }
}
