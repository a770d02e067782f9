package io.autocharge.web;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How often may be asked for what. */
@ConfigMapping(prefix = "autocharge.web.limits")
interface Limits {

    /** So many times more of everything, for an installation that only tests. */
    long factor();

    /** All requests of a partner to the API. */
    Rate api();

    /** A partner's orders to charge, which count as requests too. */
    Rate charges();

    /** A client's requests for an access token. */
    Rate tokens();

    /** Tries to pay by a link, from one address. */
    Rate links();

    /** Requests that show no good token, from one address. */
    Rate strangers();

    /** A bucket that holds {@code burst} requests, into which {@code requests} come back {@code in} a while. */
    interface Rate {
        long requests();

        Duration in();

        long burst();
    }
}
