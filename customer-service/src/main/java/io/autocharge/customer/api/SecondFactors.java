package io.autocharge.customer.api;

import io.autocharge.customer.domain.SecondFactor;
import io.autocharge.customer.view.Staff;
import io.autocharge.customer.view.StaffSecrets;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Locale;
import java.util.regex.Pattern;

/** Judges the second thing that a person of the staff shows: digits of its app, each once, or one of ten codes for the day on which the app is lost. */
@Singleton
class SecondFactors {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{6}");

    private final StaffSecrets secrets;
    private final SecondFactor app;
    private final Clock clock;

    SecondFactors(StaffSecrets secrets, SecondFactor app, Clock clock) {
        this.secrets = secrets;
        this.app = app;
        this.clock = clock;
    }

    /** Whether the code is the person's; then it is used up. */
    boolean accepts(Staff.Member member, String code) {
        var kept = secrets.find(member.id());
        if (kept.isEmpty()) {
            return false;
        }
        var plain = plain(code);
        if (!DIGITS.matcher(plain).matches()) {
            return secrets.useUp(member.id(), plain);
        }
        var seed = app.open(member.id().value(), kept.get().seed());
        var step = app.step(seed, plain, clock.instant());
        return step.isPresent() && secrets.take(member.id(), step.getAsLong());
    }

    /** However it was typed. */
    static String plain(String code) {
        return code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    }
}
