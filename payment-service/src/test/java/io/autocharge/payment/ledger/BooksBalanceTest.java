package io.autocharge.payment.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Event;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Random histories; {@code -Dseed=…} plays one again, {@code -Dautocharge.histories=…} plays more. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BooksBalanceTest {

    private static final int STEPS = 120;

    @Test
    void whatever_happens_the_books_balance_and_say_what_is_outstanding_in_credit_and_in_suspense() {
        var seed = Long.getLong("seed");
        var first = seed == null ? 1 : seed;
        var last = seed == null ? Integer.getInteger("autocharge.histories", 2_000) : seed;
        var used = EnumSet.noneOf(Account.class);
        for (long history = first; history <= last; history++) {
            try {
                play(history, used);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("-Dseed=" + history, e);
            }
        }
        if (seed == null) {
            assertThat(used)
                    .as("a test that never touches an account proves nothing of it")
                    .containsExactlyInAnyOrder(Account.values());
        }
    }

    private static void play(long seed, Set<Account> used) {
        var books = new Balances();
        var business = new Business(seed, event -> post(event, books));
        for (int step = 0; step < STEPS; step++) {
            business.step();
            agrees(books, business);
        }
        business.arriveAll();
        agrees(books, business);
        books.standing().stream()
                .filter(posting -> posting.amount() != 0 || posting.account() == Account.IN_TRANSIT)
                .forEach(posting -> used.add(posting.account()));
    }

    private static void post(Event event, Balances books) {
        Bookkeeping.entry(event).ifPresent(entry -> {
            var sum = entry.postings().stream().mapToLong(Posting::amount).sum();
            assertThat(sum).as("%s", event).isZero();
            assertThat(new HashSet<>(entry.postings())).hasSizeGreaterThan(1);
            books.post(entry.postings());
        });
    }

    private static void agrees(Balances books, Business business) {
        assertThat(books.sum()).isZero();
        assertThat(books.of(Account.RECEIVABLE)).isEqualTo(business.outstanding());
        assertThat(books.of(Account.CREDIT)).isEqualTo(-business.credit());
        assertThat(books.of(Account.SUSPENSE)).isEqualTo(-business.suspense());
        assertThat(books.of(Account.WRITE_OFF)).isEqualTo(business.writtenOff());
        assertThat(books.of(Account.UNCOLLECTED)).isEqualTo(-business.outstanding() - business.writtenOff());
        if (!business.isAnythingOnTheWay()) {
            assertThat(books.of(Account.IN_TRANSIT)).isZero();
        }
    }
}
