package io.autocharge.simulation;

import io.autocharge.contracts.notification.MessageId;
import io.autocharge.notification.domain.Courier;
import io.autocharge.notification.domain.Letter;
import io.autocharge.notification.domain.Mailer;
import io.autocharge.notification.domain.Stationery;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The mail server, which counts what it took, and may take a letter without its answer coming through. */
final class Mailbox implements Mailer {

    private final Chance chance;
    private final Faults faults;
    private final Trace trace;
    private final Map<String, Integer> taken = new HashMap<>();
    private final Map<String, Integer> allowed = new HashMap<>();

    Mailbox(Chance chance, Faults faults, Trace trace) {
        this.chance = chance;
        this.faults = faults;
        this.trace = trace;
    }

    /** Who was to send this message may have done so already, and does not know. */
    void mayComeAgain(String message) {
        allowed.merge(message, 1, Integer::sum);
    }

    @Override
    public Answer send(MessageId id, List<String> to, Letter letter) {
        if (faults.are() && chance.percent(8)) {
            mayComeAgain(id.value());
            if (chance.percent(50)) {
                throw new IllegalStateException("421 not now");
            }
            take(id.value());
            throw new IllegalStateException("the answer of the mail server was lost");
        }
        take(id.value());
        return new Answer.Taken(to);
    }

    private void take(String id) {
        trace.add("mail", id, "");
        var copies = taken.merge(id, 1, Integer::sum);
        Broken.unless(
                copies <= 1 + allowed.getOrDefault(id, 0),
                "I12 a mail goes out once",
                id + " went out " + copies + " times");
    }

    boolean took(String message) {
        return taken.containsKey(message);
    }

    int size() {
        return taken.size();
    }

    /** No partner listens here: how webhooks are delivered is tested elsewhere. */
    static Courier courier() {
        return (Courier) Proxy.newProxyInstance(
                Mailbox.class.getClassLoader(), new Class<?>[] {Courier.class}, (self, method, with) -> {
                    throw new UnsupportedOperationException("No partner listens");
                });
    }

    /** Paper without words: what is in a letter is tested elsewhere. */
    static Stationery stationery() {
        return (Stationery) Proxy.newProxyInstance(
                Mailbox.class.getClassLoader(),
                new Class<?>[] {Stationery.class},
                (self, method, with) -> method.getReturnType() == Letter.class
                        ? new Letter(null, method.getName(), "", "", List.of())
                        : new byte[0]);
    }
}
