package io.autocharge.contracts;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a request gets no for an answer before the business has looked at it; the same at the edge and in each service. */
public enum RequestRefusal {
    MALFORMED(400, "Bad Request", "The request cannot be read."),
    UNAUTHORIZED(401, "Unauthorized", "A valid bearer token is needed, or a session that has not ended."),
    FORBIDDEN(403, "Forbidden", "You are not allowed to do this."),
    CROSS_SITE(403, "Forbidden", "This is taken from our own pages alone."),
    NOT_FOUND(404, "Not Found", "There is nothing here for you."),
    METHOD_NOT_ALLOWED(405, "Method Not Allowed", "This path does not take that method."),
    NOT_ACCEPTABLE(406, "Not Acceptable", "This cannot be answered in a form that you accept."),
    REQUEST_TIMEOUT(408, "Request Timeout", "The request took too long to arrive."),
    CONFLICT(409, "Conflict", "The request contradicts what has happened meanwhile."),
    BODY_TOO_LARGE(413, "Content Too Large", "A body has at most 65536 bytes."),
    URI_TOO_LONG(414, "URI Too Long", "A request line has at most 8192 bytes."),
    UNSUPPORTED_MEDIA_TYPE(
            415, "Unsupported Media Type", "The body is of a type or an encoding that is not taken here."),
    ACCOUNT_DATA_NOT_ACCEPTED(
            422,
            "Unprocessable Content",
            "The request holds what looks like the number of a card or of a bank account. Numbers go to the payment "
                    + "processor only; send the token that it gives."),
    TOO_MANY_REQUESTS(429, "Too Many Requests", "Too many requests in too short a time."),
    HEADERS_TOO_LARGE(431, "Request Header Fields Too Large", "The headers have at most 16384 bytes together."),
    REFUSED(400, "Refused", "The request was refused."),
    FAILED(500, "Internal Server Error", "Something broke on our side. It is not your request."),
    BAD_ANSWER(502, "Bad Gateway", "A service broke off its answer. Ask again."),
    UNAVAILABLE(503, "Service Unavailable", "This cannot be answered at the moment."),
    NO_ANSWER_IN_TIME(
            504, "Gateway Timeout", "A service did not answer in time. Ask again with the same Idempotency-Key.");

    private final int status;
    private final String title;
    private final String sentence;

    RequestRefusal(int status, String title, String sentence) {
        this.status = status;
        this.title = title;
        this.sentence = sentence;
    }

    /** What an answer with this status says if there is nothing more to say. */
    public static RequestRefusal of(int status) {
        return known(status).orElse(status < 500 ? REFUSED : FAILED);
    }

    /** What stands above a problem with this status. */
    public static String title(int status) {
        return known(status).map(refusal -> refusal.title).orElse("Error");
    }

    private static Optional<RequestRefusal> known(int status) {
        return Arrays.stream(values())
                .filter(refusal -> refusal.status == status && refusal != CROSS_SITE && refusal != REFUSED)
                .findFirst();
    }

    /** The stable code that programs read. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where the type is explained: the last part of its address. */
    public String type() {
        return "/problems/" + code().replace('_', '-');
    }

    /** What stands above the sentence. */
    public String title() {
        return title;
    }

    /** The status of the answer. */
    public int status() {
        return status;
    }

    /** One sentence that people read. */
    public String sentence() {
        return sentence;
    }
}
