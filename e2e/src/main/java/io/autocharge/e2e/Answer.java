package io.autocharge.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/** What a door said to one request. */
public record Answer(String request, int status, HttpHeaders headers, byte[] bytes) {

    /** The answer itself, if it has this status. */
    public Answer expect(int expected) {
        if (status != expected) {
            throw new Unexpected("status " + expected + " to " + request, status + " " + text());
        }
        return this;
    }

    /** The body as text. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The body as JSON; a missing node if it is none. */
    public JsonNode json() {
        try {
            return bytes.length == 0 ? MissingNode.getInstance() : Wire.JSON.readTree(bytes);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** The stable code of a problem, such as {@code ALREADY_PAID}. */
    public String code() {
        return json().path("code").asText();
    }

    /** A header's first value, or an empty text. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
