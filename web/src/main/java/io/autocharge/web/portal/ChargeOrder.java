package io.autocharge.web.portal;

import io.autocharge.web.Sum;
import io.autocharge.web.Viewer;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What stands in the dialog with which an invoice is charged.
 *
 * @param when {@code now}, {@code due_date} or {@code date}
 */
public record ChargeOrder(Bill bill, String amount, List<OnFile> methods, String method, String when, String date) {

    /** Why it cannot be ordered as it stands; null if it can. */
    String objection(Viewer viewer) {
        var sum = sum();
        if (sum.isEmpty()) {
            return "Enter an amount above 0, such as " + viewer.field(bill.outstanding()) + ".";
        }
        if (sum.get().amount() > bill.outstanding().amount()) {
            return "More than is outstanding. The most is " + viewer.money(bill.outstanding()) + ".";
        }
        return null;
    }

    /** Why nothing can be charged on the day that is chosen; null if it can. */
    String objectionToDay() {
        return "date".equals(when) && day().isEmpty() ? "Choose a date." : null;
    }

    Optional<Sum> sum() {
        return Sum.written(amount, bill.outstanding().currency());
    }

    /** The day on which it is charged, unless that is at once. */
    Optional<LocalDate> day() {
        if ("due_date".equals(when)) {
            return Optional.of(bill.dueOn());
        }
        try {
            return "date".equals(when) && date != null && !date.isBlank()
                    ? Optional.of(LocalDate.parse(date))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The method that is chosen, else the one that every automatic charge uses. */
    Optional<OnFile> chosen() {
        return methods.stream()
                .filter(one -> !one.disabled())
                .filter(one -> method == null || method.isEmpty()
                        ? one.byDefault()
                        : one.id().equals(method))
                .findFirst();
    }

    /** The same for a page; null if none is. */
    public OnFile picked() {
        return chosen().orElse(null);
    }

    /** What is to be charged; null if that is no sum. */
    public Sum wanted() {
        return sum().orElse(null);
    }

    /** The day on which it is charged; null if that is at once. */
    public LocalDate on() {
        return day().orElse(null);
    }

    /** What stays open. */
    public Sum rest() {
        return bill.outstanding().minus(wanted());
    }

    /** As the API is asked. */
    JsonObject json() {
        var order = new JsonObject()
                .put("invoice_id", bill.id())
                .put("amount", sum().orElseThrow().json())
                .put("when", "date".equals(when) ? day().orElseThrow().toString() : when);
        chosen().ifPresent(one -> order.put("payment_method_id", one.id()));
        return order;
    }
}
