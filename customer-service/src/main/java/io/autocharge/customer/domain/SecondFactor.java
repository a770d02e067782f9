package io.autocharge.customer.domain;

import java.time.Instant;
import java.util.OptionalLong;

/** The app on a person's phone that shows another six digits every 30 seconds (RFC 6238). */
public interface SecondFactor {

    /** The seed that a person is given with a link, in base 32, as apps read it; the same for the same link. */
    String seed(String link);

    /** Where apps read it from. */
    String uri(String seed, String address);

    /** The count of the half minute to which these digits belong, if they are of now, the one before or the next. */
    OptionalLong step(String seed, String digits, Instant now);

    /** The seed as it may be stored for a person. */
    String seal(String person, String seed);

    /** What was sealed for this person. */
    String open(String person, String sealed);
}
