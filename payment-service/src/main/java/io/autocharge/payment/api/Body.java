package io.autocharge.payment.api;

import io.autocharge.runtime.http.Problem;

/** A request without a body, or with the word {@code null} for one, says nothing that can be done. */
final class Body {

    private Body() {}

    static <T> T required(T body) {
        if (body == null) {
            throw Problem.malformed("A JSON body is expected.");
        }
        return body;
    }
}
