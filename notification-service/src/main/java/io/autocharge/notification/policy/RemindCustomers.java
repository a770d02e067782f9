package io.autocharge.notification.policy;

import io.autocharge.contracts.notification.MessageCommand.SendMessage;
import io.autocharge.contracts.notification.MessageId;
import io.autocharge.contracts.notification.Template;
import io.autocharge.notification.view.Prospects;
import io.autocharge.notification.view.Prospects.Open;
import io.autocharge.notification.view.Prospects.Terms;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Worker;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Reminds a customer of an invoice on the partner's reminder days at its cut-off hour, while the invoice is open and no
 * charge of it is under way or planned. A reminder that could not be given within a day is left out; changed terms hold
 * for the days to come.
 */
@Singleton
public class RemindCustomers implements Worker<OpenBill> {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WHILE_BUSY = Duration.ofHours(1);

    private final Commands commands;
    private final Prospects prospects;
    private final Clock clock;

    RemindCustomers(Commands commands, Prospects prospects, Clock clock) {
        this.commands = commands;
        this.prospects = prospects;
        this.clock = clock;
    }

    @Override
    public String worklist() {
        return OpenBill.WORKLIST;
    }

    @Override
    public Class<OpenBill> type() {
        return OpenBill.class;
    }

    @Override
    public Verdict work(String id, OpenBill bill) {
        var open = prospects.open(bill.invoiceId()).orElseThrow();
        if (open.archived()) {
            return new Verdict.Done();
        }
        var terms = prospects.terms(bill.partnerId());
        var now = clock.instant();
        for (var days : terms.collection().reminderDays()) {
            var day = open.invoice().dueOn().plusDays(days);
            var at = terms.cutOff(day);
            if (isNow(open, at, now)) {
                if (!prospects.isRemindable(bill.invoiceId())) {
                    return new Verdict.Again(WHILE_BUSY);
                }
                remind(bill, open, day);
            }
        }
        return next(open, terms, now);
    }

    private static boolean isNow(Open open, Instant at, Instant now) {
        return !at.isBefore(open.invoice().createdAt()) && !now.isBefore(at) && now.isBefore(at.plus(DAY));
    }

    private void remind(OpenBill bill, Open open, LocalDate day) {
        commands.send(new SendMessage(
                MessageId.derived(bill.invoiceId().value(), "reminder", day.toString()),
                bill.partnerId(),
                open.invoice().customerId(),
                Template.REMINDER,
                bill.invoiceId().value(),
                List.of()));
    }

    /** The terms may have changed by the next day. */
    private static Verdict next(Open open, Terms terms, Instant now) {
        return terms.collection().reminderDays().stream()
                .map(days -> terms.cutOff(open.invoice().dueOn().plusDays(days)))
                .filter(at -> at.isAfter(now))
                .findFirst()
                .map(at -> Duration.between(now, at))
                .<Verdict>map(pause -> new Verdict.Again(pause.compareTo(DAY) < 0 ? pause : DAY))
                .orElseGet(Verdict.Done::new);
    }
}
