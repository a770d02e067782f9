package io.autocharge.stack.processor;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.autocharge.stack.http.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The ways in which the processor misbehaves on request, so that its clients can be tested. Forgotten at a restart. */
final class Faults {

    private static final int MOST = 100;

    /** How a request goes wrong. */
    enum Mode {
        /** The connection is cut and nothing has happened. */
        @JsonProperty("drop_before")
        DROP_BEFORE,
        /** It is done, then the connection is cut. */
        @JsonProperty("drop_after")
        DROP_AFTER,
        /** It is done, the answer is a 500; asked again with the same key, the truth is told. */
        @JsonProperty("error_after")
        ERROR_AFTER,
        /** It is done, the answer is a 500, and stays a 500 for this key: only a look-up tells the truth. */
        @JsonProperty("replayed_error")
        REPLAYED_ERROR,
        /** It is done, the answer comes late. */
        @JsonProperty("slow")
        SLOW,
        /** It is done and answered, but look-ups do not find it for a while. */
        @JsonProperty("not_found_for")
        NOT_FOUND_FOR
    }

    /** A fault as it is ordered: for the next {@code count} orders, or for each with {@code probability}. */
    record Wanted(Mode mode, Integer count, Double probability, Long ms) {

        void check() {
            if (mode == null) {
                throw new Problem(400, "malformed", "mode says what goes wrong.");
            }
            if ((count == null) == (probability == null)) {
                throw new Problem(400, "malformed", "Give count or probability.");
            }
            if (count != null && (count < 1 || count > 1_000_000)) {
                throw new Problem(400, "malformed", "count is from 1 to 1,000,000.");
            }
            if (probability != null && !(probability > 0 && probability <= 1)) {
                throw new Problem(400, "malformed", "probability is above 0 and at most 1.");
            }
            var timed = mode == Mode.SLOW || mode == Mode.NOT_FOUND_FOR;
            if (timed != (ms != null) || timed && (ms < 1 || ms > 600_000)) {
                throw new Problem(
                        400, "malformed", "slow and not_found_for take ms, 1 to 600,000; no other mode does.");
            }
        }
    }

    /** What goes wrong with one order; no mode, nothing. */
    record Fault(Mode mode, long ms) {

        static final Fault NONE = new Fault(null, 0);

        boolean is(Mode other) {
            return mode == other;
        }

        String name() {
            return mode == null ? null : mode.name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final Random random;
    private final List<Wanted> wanted = new ArrayList<>();

    Faults(Random random) {
        this.random = random;
    }

    synchronized List<Wanted> add(Wanted fault) {
        fault.check();
        if (wanted.size() == MOST) {
            throw new Problem(409, "too_many_faults", "There are " + MOST + " already.");
        }
        wanted.add(fault);
        return List.copyOf(wanted);
    }

    synchronized List<Wanted> all() {
        return List.copyOf(wanted);
    }

    synchronized void clear() {
        wanted.clear();
    }

    /** The first fault that applies to the next order; a counted one is used up by it. */
    synchronized Fault next() {
        for (int i = 0; i < wanted.size(); i++) {
            var fault = wanted.get(i);
            if (fault.count() != null) {
                if (fault.count() == 1) {
                    wanted.remove(i);
                } else {
                    wanted.set(i, new Wanted(fault.mode(), fault.count() - 1, null, fault.ms()));
                }
                return fault(fault);
            }
            if (random.nextDouble() < fault.probability()) {
                return fault(fault);
            }
        }
        return Fault.NONE;
    }

    private static Fault fault(Wanted wanted) {
        return new Fault(wanted.mode(), wanted.ms() == null ? 0 : wanted.ms());
    }
}
