package io.autocharge.payment.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PaymentLinkBooksTest {

    private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // the end of the seventh day after the due date, where the partner is, also when the clocks have changed
        "2026-03-02, America/New_York, 2026-03-10T04:00:00Z",
        "2026-03-10, Europe/Berlin, 2026-03-17T23:00:00Z",
        // thirty days at most
        "2026-03-25, UTC, 2026-04-01T15:00:00Z",
        "2027-01-01, UTC, 2026-04-01T15:00:00Z",
        // and thirty if it is overdue
        "2026-03-01, UTC, 2026-04-01T15:00:00Z",
        "2025-03-01, UTC, 2026-04-01T15:00:00Z"
    })
    void a_link_expires_seven_days_after_the_due_date_and_after_thirty_days_at_most(
            LocalDate due, ZoneId zone, Instant expected) {
        assertThat(PaymentLinkBooks.expiry(NOW, due, zone)).isEqualTo(expected);
    }
}
