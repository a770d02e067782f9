package io.autocharge.runtime.http;

import jakarta.ws.rs.core.Response.Status;

/** What the numbers of HTTP answers mean, for those that our frameworks give without saying more. */
final class Statuses {

    private Statuses() {}

    static String title(int status) {
        return switch (status) {
            case 422 -> "Unprocessable Content";
            case 413 -> "Content Too Large";
            default -> {
                var known = Status.fromStatusCode(status);
                yield known == null ? "Error" : known.getReasonPhrase();
            }
        };
    }

    static Problem problem(int status) {
        return switch (status) {
            case 400 -> Problem.malformed("The request cannot be read.");
            case 401 ->
                Problem.of(401, "unauthorized", "A valid bearer token is needed.")
                        .with("WWW-Authenticate", "Bearer error=\"invalid_token\"");
            case 403 -> Problem.of(403, "forbidden", "The token does not allow this.");
            case 404 -> Problem.notFound();
            case 405 -> Problem.of(405, "method_not_allowed", "This path does not take that method.");
            case 406 -> Problem.of(406, "not_acceptable", "This is answered as application/json.");
            case 409 -> Problem.of(409, "conflict", "The request contradicts what has happened meanwhile.");
            case 413 -> Problem.of(413, "body_too_large", "A body has at most 65536 bytes.");
            case 415 ->
                Problem.of(415, "unsupported_media_type", "A body of Content-Type application/json is expected.");
            case 503 ->
                Problem.of(503, "unavailable", "This cannot be answered at the moment.")
                        .with("Retry-After", "2");
            default ->
                status < 500
                        ? Problem.of(status, "refused", "The request was refused.")
                        : Problem.of(status, "failed", "Something broke on our side. It is not your request.");
        };
    }
}
