package io.autocharge.payment.domain;

import static io.autocharge.payment.domain.Known.CUSTOMER;
import static io.autocharge.payment.domain.Known.NEW_YORK;
import static io.autocharge.payment.domain.Known.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocharge.contracts.Refused;
import io.autocharge.contracts.payment.ChargeTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ChargeDateTest {

    private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");

    @Test
    void an_hour_that_daylight_saving_skips_is_as_much_later_as_was_skipped() {
        assertThat(at(NEW_YORK, "2026-03-08", 2)).isEqualTo(Instant.parse("2026-03-08T07:00:00Z")); // 03:00 EDT
    }

    @Test
    void an_hour_that_comes_twice_is_the_first() {
        assertThat(at(NEW_YORK, "2026-11-01", 1)).isEqualTo(Instant.parse("2026-11-01T05:00:00Z")); // 01:00 EDT
    }

    @Test
    void a_date_that_a_zone_never_had_is_the_next_one() {
        var apia = ZoneId.of("Pacific/Apia");
        var at = at(apia, "2011-12-30", 9);
        assertThat(LocalDate.ofInstant(at, apia)).isEqualTo("2011-12-31");
    }

    @Test
    void today_before_the_cut_off_waits_for_it_and_after_it_does_not() {
        var terms = terms(NEW_YORK, LocalDate.parse("2026-03-02"), 17);
        var before = Instant.parse("2026-03-02T21:59:59Z");
        assertThat(ChargeDate.resolve(ChargeTime.DUE_DATE, before, terms).at())
                .isEqualTo(Instant.parse("2026-03-02T22:00:00Z"));
        var after = Instant.parse("2026-03-02T22:00:01Z");
        assertThat(ChargeDate.resolve(ChargeTime.DUE_DATE, after, terms).at()).isEqualTo(after);
    }

    @Test
    void a_date_is_past_when_it_is_past_for_the_partner() {
        var terms = terms(NEW_YORK, LocalDate.parse("2026-03-02"), 9);
        var lateEvening = Instant.parse("2026-03-03T04:59:00Z"); // 23:59 on the 2nd
        assertThat(ChargeDate.resolve(ChargeTime.DUE_DATE, lateEvening, terms).at())
                .isEqualTo(lateEvening);
        assertThatThrownBy(() -> ChargeDate.resolve(ChargeTime.DUE_DATE, lateEvening.plusSeconds(60), terms))
                .isInstanceOf(Refused.class);
    }

    /** P4 of the proof plan: all zones, every transition of thirty years and the days around it, each hour. */
    @Test
    void each_date_falls_due_once_on_that_date_for_the_partner_in_every_zone_around_every_transition() {
        long tried = 0;
        for (var name : ZoneId.getAvailableZoneIds()) {
            var zone = ZoneId.of(name);
            for (var day : daysAroundTransitions(zone)) {
                for (int hour : new int[] {0, 1, 2, 3, 9, 23}) {
                    var terms = terms(zone, day, hour);
                    var at = ChargeDate.resolve(ChargeTime.DUE_DATE, LONG_AGO, terms)
                            .at();
                    assertThat(at).isEqualTo(earliest(zone, day, hour));
                    assertThat(ChargeDate.resolve(ChargeTime.on(day), LONG_AGO, terms)
                                    .at())
                            .isEqualTo(at);
                    tried++;
                }
            }
        }
        assertThat(tried).isGreaterThan(100_000);
    }

    /** Told without {@code atZone}: the first instant whose clock on the wall shows the hour, or has jumped over it. */
    private static Instant earliest(ZoneId zone, LocalDate day, int hour) {
        var wall = day.atTime(hour, 0);
        var offsets = zone.getRules().getValidOffsets(wall);
        if (!offsets.isEmpty()) {
            return offsets.stream()
                    .map(offset -> wall.toInstant(offset))
                    .min(Instant::compareTo)
                    .orElseThrow();
        }
        return wall.toInstant(zone.getRules().getTransition(wall).getOffsetBefore());
    }

    private static TreeSet<LocalDate> daysAroundTransitions(ZoneId zone) {
        var days = new TreeSet<LocalDate>();
        var until = Instant.parse("2041-01-01T00:00:00Z");
        var transition = zone.getRules().nextTransition(Instant.parse("2011-01-01T00:00:00Z"));
        while (transition != null && transition.getInstant().isBefore(until)) {
            var day = transition.getDateTimeBefore().toLocalDate();
            for (int i = -1; i <= 1; i++) {
                days.add(day.plusDays(i));
            }
            transition = zone.getRules().nextTransition(transition.getInstant());
        }
        return days;
    }

    private static Instant at(ZoneId zone, String day, int hour) {
        return ChargeDate.resolve(ChargeTime.DUE_DATE, LONG_AGO, terms(zone, LocalDate.parse(day), hour))
                .at();
    }

    private static InvoiceTerms.Terms terms(ZoneId zone, LocalDate due, int hour) {
        return new InvoiceTerms.Terms(CUSTOMER, usd(100), false, due, zone, hour, LONG_AGO);
    }
}
