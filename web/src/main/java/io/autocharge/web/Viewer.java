package io.autocharge.web;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Who looks at a page: how sums and dates are written there, and which time it is. */
@RequestScoped
@Named("viewer")
public class Viewer {

    /** The cookie in which our pages' script keeps the browser's time zone. It tells nothing else. */
    static final String ZONE = "zone";

    private static final int LONGEST = 200;

    private final Locale locale;
    private final ZoneId zone;

    Viewer(HttpServerRequest request) {
        locale = locale(request.getHeader("Accept-Language"));
        var cookie = request.getCookie(ZONE);
        zone = zone(cookie == null ? null : cookie.getValue());
    }

    /** A sum as this person reads it: {@code $80.00} or {@code 80,00 $}. */
    public String money(Sum sum) {
        return sum.shown(locale);
    }

    /** A sum as it stands in a field, in this person's writing: {@code 80.00} or {@code 80,00}. */
    public String field(Sum sum) {
        var format = NumberFormat.getNumberInstance(locale);
        format.setGroupingUsed(false);
        format.setMinimumFractionDigits(sum.digits());
        format.setMaximumFractionDigits(sum.digits());
        return format.format(sum.value());
    }

    /** A day: {@code Dec 22, 2026}. */
    public String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(day);
    }

    /** A moment on this person's clock: {@code Dec 22, 2026, 5:00 PM}. */
    public String moment(Instant moment) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .format(moment.atZone(zone));
    }

    /** This person's time zone. */
    public ZoneId zone() {
        return zone;
    }

    private static Locale locale(String accepted) {
        try {
            return accepted == null || accepted.length() > LONGEST
                    ? Locale.US
                    : Locale.LanguageRange.parse(accepted).stream()
                            .map(range -> Locale.forLanguageTag(range.getRange()))
                            .filter(wanted -> !wanted.getLanguage().isEmpty())
                            .findFirst()
                            .map(wanted -> wanted.equals(Locale.ENGLISH) ? Locale.US : wanted)
                            .orElse(Locale.US);
        } catch (IllegalArgumentException e) {
            return Locale.US;
        }
    }

    private static ZoneId zone(String said) {
        try {
            return said == null ? ZoneOffset.UTC : ZoneId.of(said.replace("%2F", "/"));
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
