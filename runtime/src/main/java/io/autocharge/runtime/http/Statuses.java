package io.autocharge.runtime.http;

import io.autocharge.contracts.RequestRefusal;
import jakarta.ws.rs.core.Response.Status;

/** What the numbers of HTTP answers mean, for those that our frameworks give without saying more. */
final class Statuses {

    private Statuses() {}

    static String title(int status) {
        var known = Status.fromStatusCode(status);
        return status == 413 || status == 414 || status == 422 || known == null
                ? RequestRefusal.title(status)
                : known.getReasonPhrase();
    }

    static Problem problem(int status) {
        var problem = problem(status, RequestRefusal.of(status));
        return switch (status) {
            case 401 -> problem.with("WWW-Authenticate", "Bearer error=\"invalid_token\"");
            case 503 -> problem.with("Retry-After", "2");
            default -> problem;
        };
    }

    static Problem problem(RequestRefusal refusal) {
        return problem(refusal.status(), refusal);
    }

    private static Problem problem(int status, RequestRefusal refusal) {
        return Problem.of(status, refusal.code(), refusal.sentence());
    }
}
