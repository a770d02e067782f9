package io.autocharge.payment.policy;

import java.time.LocalDate;

/** Where the reading of a processor's news has come to; {@code on} is the day on which it was noted. */
public record ProcessorFeed(String processor, String cursor, LocalDate on) {

    static final String WORKLIST = "processor-news";

    String id() {
        return processor + "/" + cursor + "/" + on;
    }
}
