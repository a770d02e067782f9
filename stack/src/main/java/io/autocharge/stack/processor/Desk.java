package io.autocharge.stack.processor;

import io.autocharge.stack.http.Answer;
import io.autocharge.stack.http.LightServer;
import io.autocharge.stack.http.Problem;
import io.autocharge.stack.http.Request;
import io.autocharge.stack.processor.Faults.Fault;
import io.autocharge.stack.processor.Faults.Mode;
import io.autocharge.stack.processor.Ledger.Done;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The processor's HTTP side: what a partner of it may ask, and what only a test may. */
final class Desk {

    private record Submitted(TestCards.Typed card, TestBankAccounts.Typed bankAccount) {}

    private final Ledger ledger;
    private final Faults faults;

    Desk(Ledger ledger, Faults faults) {
        this.ledger = ledger;
        this.faults = faults;
    }

    void open(LightServer server) {
        server.on("POST", "/v1/tokens", this::tokenise)
                .on("OPTIONS", "/v1/tokens", this::mayTokenise)
                .on("GET", "/v1/tokens/{id}", this::token)
                .on("POST", "/v1/charges", this::charge)
                .on("GET", "/v1/charges", this::charges)
                .on("GET", "/v1/charges/{id}", this::showCharge)
                .on("POST", "/v1/refunds", this::refund)
                .on("GET", "/v1/refunds", this::refunds)
                .on("GET", "/v1/refunds/{id}", this::showRefund)
                .on("GET", "/v1/events", this::changes)
                .on("POST", "/sandbox/charges/{id}/return", this::takeBack)
                .on("POST", "/sandbox/charges/{id}/dispute", this::dispute)
                .on("POST", "/sandbox/disputes/{id}/close", this::closeDispute)
                .on("GET", "/sandbox/faults", request -> Answer.ok(data(faults.all())))
                .on("POST", "/sandbox/faults", this::addFault)
                .on("DELETE", "/sandbox/faults", this::clearFaults)
                .on("GET", "/sandbox/journal", this::journal)
                .on("GET", "/sandbox/captures", this::captures)
                .on("GET", "/health", request -> Answer.ok(Map.of("status", "UP")));
    }

    private Answer tokenise(Request request) {
        var submitted = request.body(Submitted.class);
        if ((submitted.card() == null) == (submitted.bankAccount() == null)) {
            throw new Problem(400, "malformed", "Give a card or a bank_account.");
        }
        var token = ledger.keep(id -> submitted.card() != null
                ? TestCards.token(id, submitted.card(), YearMonth.now(ZoneOffset.UTC))
                : TestBankAccounts.token(id, submitted.bankAccount()));
        return open(Answer.json(201, token.description()));
    }

    private Answer mayTokenise(Request request) {
        return open(Answer.empty())
                .with("Access-Control-Allow-Methods", "POST")
                .with("Access-Control-Allow-Headers", "Content-Type")
                .with("Access-Control-Max-Age", "600");
    }

    /** Tokens are made by the holder's browser, from a page of any origin. */
    private static Answer open(Answer answer) {
        return answer.with("Access-Control-Allow-Origin", "*");
    }

    private Answer token(Request request) {
        return Answer.ok(ledger.token(see(request, null).inPath().get("id")).orElseThrow(Desk::missing));
    }

    private Answer charge(Request request) {
        var order = request.body(Order.class).check();
        if (order.token() == null || order.charge() != null) {
            throw new Problem(400, "malformed", "token says what to charge.");
        }
        return carryOut(request, order, (key, fault) -> ledger.charge(key, order, fault));
    }

    private Answer refund(Request request) {
        var order = request.body(Order.class).check();
        if (order.charge() == null || order.token() != null) {
            throw new Problem(400, "malformed", "charge says what to refund.");
        }
        return carryOut(request, order, (key, fault) -> ledger.refund(key, order, fault));
    }

    private interface Work {
        Done with(String key, Fault fault);
    }

    private Answer carryOut(Request request, Order order, Work work) {
        var key = request.header("idempotency-key")
                .filter(k -> !k.isBlank() && k.length() <= 255)
                .orElseThrow(() -> new Problem(400, "missing_idempotency_key", "Send the header Idempotency-Key."));
        var fault = faults.next();
        if (fault.is(Mode.DROP_BEFORE)) {
            ledger.seen(new Entry.Seen(request.method(), request.path(), key, order.reference(), fault.name()));
            return Answer.dropped();
        }
        var done = work.with(key, fault);
        if (fault.is(Mode.SLOW)) {
            pause(fault.ms());
        }
        if (done.drop()) {
            return Answer.dropped();
        }
        if (done.erring()) {
            throw new Problem(500, "broken", "The processor failed.");
        }
        var answer = Answer.ok(done.body());
        return done.replayed() ? answer.with("Idempotent-Replayed", "true") : answer;
    }

    private Answer charges(Request request) {
        var reference = request.asked("reference");
        see(request, reference.orElse(null));
        if (reference.isPresent()) {
            return Answer.ok(page(ledger.withReference(reference.get()), false));
        }
        var limit = request.limit(50, 100);
        var found = ledger.after(request.asked("after").orElse(null), limit + 1);
        return Answer.ok(page(found.subList(0, Math.min(limit, found.size())), found.size() > limit));
    }

    private Answer showCharge(Request request) {
        return Answer.ok(ledger.find(see(request, null).inPath().get("id")).orElseThrow(Desk::missing));
    }

    private Answer refunds(Request request) {
        var reference = request.asked("reference")
                .orElseThrow(() -> new Problem(400, "malformed", "reference is your own id of the refund."));
        return Answer.ok(page(
                ledger.refundsWithReference(
                        see(request, reference).asked("reference").get()),
                false));
    }

    /** Asked for every few seconds, so it leaves no line in the journal. */
    private Answer changes(Request request) {
        var after = request.asked("after").orElse("ev_0");
        if (!after.matches("ev_[0-9]{1,9}")) {
            throw new Problem(400, "malformed", "after is the id of an event.");
        }
        var limit = request.limit(50, 100);
        var found = ledger.changes(Integer.parseInt(after.substring(3)), limit + 1);
        return Answer.ok(page(found.subList(0, Math.min(limit, found.size())), found.size() > limit));
    }

    private record Return(String code) {}

    private Answer takeBack(Request request) {
        var code = request.body(Return.class).code();
        if (code == null || !code.matches("R[0-9]{2}")) {
            throw new Problem(400, "malformed", "code is Nacha's reason, such as R10.");
        }
        return Answer.ok(ledger.takeBack(request.inPath().get("id"), code));
    }

    private record Disputed(Long amount, String reason) {}

    private Answer dispute(Request request) {
        var disputed = request.body(Disputed.class);
        if (disputed.reason() == null || !disputed.reason().matches("[a-z_]{1,60}")) {
            throw new Problem(400, "malformed", "reason is a word such as fraudulent.");
        }
        return Answer.json(201, ledger.dispute(request.inPath().get("id"), disputed.amount(), disputed.reason()));
    }

    private record Closed(String outcome) {}

    private Answer closeDispute(Request request) {
        var outcome = request.body(Closed.class).outcome();
        if (!"won".equals(outcome) && !"lost".equals(outcome)) {
            throw new Problem(400, "malformed", "outcome is won or lost.");
        }
        return Answer.ok(ledger.closeDispute(request.inPath().get("id"), outcome));
    }

    private Answer showRefund(Request request) {
        return Answer.ok(ledger.refund(see(request, null).inPath().get("id")).orElseThrow(Desk::missing));
    }

    private Answer addFault(Request request) {
        return Answer.json(201, data(faults.add(request.body(Faults.Wanted.class))));
    }

    private Answer clearFaults(Request request) {
        faults.clear();
        return Answer.empty();
    }

    private Answer journal(Request request) {
        long after;
        try {
            after = Long.parseLong(request.asked("after").orElse("0"));
        } catch (NumberFormatException e) {
            throw new Problem(400, "malformed", "after is the number of a line.");
        }
        return Answer.ok(data(ledger.journal().after(after, request.limit(100, 1_000))));
    }

    private Answer captures(Request request) {
        var body = new LinkedHashMap<String, Object>();
        var reference = request.asked("reference");
        if (reference.isPresent()) {
            var captures = ledger.captures(reference.get());
            body.put("reference", reference.get());
            body.put("count", captures.size());
            body.put("amount", captures.stream().mapToLong(Charge::amount).sum());
            body.put("data", captures);
        } else {
            var counts = ledger.captures();
            body.put("references", counts.size());
            body.put("count", counts.values().stream().mapToLong(n -> n).sum());
            counts.values().removeIf(n -> n == 1);
            body.put("captured_more_than_once", counts);
        }
        return Answer.ok(body);
    }

    private Request see(Request request, String reference) {
        ledger.seen(new Entry.Seen(request.method(), request.path(), null, reference, null));
        return request;
    }

    private static Map<String, Object> data(List<?> data) {
        return Map.of("data", data);
    }

    private static Map<String, Object> page(List<Map<String, Object>> data, boolean more) {
        var page = new LinkedHashMap<String, Object>();
        page.put("data", data);
        page.put("start_cursor", data.isEmpty() ? null : data.get(0).get("id"));
        page.put("end_cursor", data.isEmpty() ? null : data.get(data.size() - 1).get("id"));
        page.put("has_next_page", more);
        return page;
    }

    private static Problem missing() {
        return new Problem(404, "not_found", "There is no such thing here.");
    }

    private static void pause(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
