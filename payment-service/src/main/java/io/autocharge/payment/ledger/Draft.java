package io.autocharge.payment.ledger;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An entry while it is being written. Sums in two currencies never meet in one. */
final class Draft {

    private final Event event;
    private final Money sum;
    private final List<Posting> postings = new ArrayList<>();

    Draft(Event event, Money sum) {
        this.event = event;
        this.sum = sum;
    }

    Draft debit(Account account) {
        return debit(account, sum);
    }

    Draft credit(Account account) {
        return credit(account, sum);
    }

    Draft debit(Account account, Money amount) {
        return post(account, amount, amount.amount());
    }

    Draft credit(Account account, Money amount) {
        return post(account, amount, -amount.amount());
    }

    private Draft post(Account account, Money amount, long signed) {
        if (!amount.currency().equals(sum.currency())) {
            throw new IllegalArgumentException("An entry is in one currency.");
        }
        if (signed != 0) {
            postings.add(new Posting(account, signed));
        }
        return this;
    }

    Optional<Entry> entry() {
        return postings.isEmpty()
                ? Optional.empty()
                : Optional.of(new Entry(
                        event.partnerId(), sum.currency(), event.subject().value(), postings));
    }
}
