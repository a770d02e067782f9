package io.autocharge.runtime.published;

import static io.autocharge.runtime.published.Schemas.ordered;

import jakarta.ws.rs.HeaderParam;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Which refusals an operation can answer: they follow from what it takes, not from what its author remembers. */
final class Failures {

    private static final Map<Integer, String> NAMES = new TreeMap<>(Map.ofEntries(
            Map.entry(400, "Malformed"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "InsufficientScope"),
            Map.entry(404, "NotFound"),
            Map.entry(406, "NotAcceptable"),
            Map.entry(409, "Conflict"),
            Map.entry(410, "Gone"),
            Map.entry(412, "PreconditionFailed"),
            Map.entry(413, "BodyTooLarge"),
            Map.entry(414, "AddressTooLong"),
            Map.entry(415, "UnsupportedMediaType"),
            Map.entry(422, "Invalid"),
            Map.entry(428, "PreconditionRequired"),
            Map.entry(429, "TooManyRequests"),
            Map.entry(431, "HeadersTooLarge"),
            Map.entry(502, "BadAnswer"),
            Map.entry(503, "Unavailable"),
            Map.entry(504, "NoAnswerInTime")));

    private Failures() {}

    static Map<String, Object> of(String verb, String path, boolean open, Method method, boolean hasBody) {
        var writes = !verb.equals("GET");
        var named = path.contains("{");
        var locked = Arrays.stream(method.getParameters())
                .map(parameter -> parameter.getAnnotation(HeaderParam.class))
                .anyMatch(header -> header != null && header.value().equals("If-Match"));
        var answers = new LinkedHashMap<String, Object>();
        NAMES.forEach((status, name) -> {
            var possible =
                    switch (status) {
                        case 401, 403 -> !open;
                        case 404 -> named || hasBody;
                        case 409 -> writes;
                        case 410 -> path.startsWith("/v1/pay/");
                        case 412, 428 -> locked;
                        case 415 -> hasBody;
                        default -> true;
                    };
            if (possible) {
                answers.put(status.toString(), ordered("$ref", "#/components/responses/" + name));
            }
        });
        return answers;
    }
}
