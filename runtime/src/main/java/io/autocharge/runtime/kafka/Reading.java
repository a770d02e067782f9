package io.autocharge.runtime.kafka;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.autocharge.contracts.Message;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Reads the body of a record, and says what is wrong with it without repeating it. */
final class Reading {

    private Reading() {}

    /** The body as text. */
    static String text(byte[] body) {
        if (body == null) {
            throw Rejection.BODY_MALFORMED.because("It is empty.");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Rejection.BODY_MALFORMED.because("It is not UTF-8.");
        }
    }

    /** The message that the body is. */
    static <T extends Message> T message(String body, Class<T> type, ObjectMapper json) {
        try {
            var message = json.readValue(body, type);
            if (message == null || message.subject() == null || message.partnerId() == null) {
                throw Rejection.BODY_MALFORMED.because("It names no aggregate or no partner.");
            }
            return message;
        } catch (JsonProcessingException e) {
            throw Rejection.BODY_MALFORMED.because(fault(e));
        }
    }

    /** What is wrong, as a sentence with a JSON pointer, without a value of the sender and without a class name. */
    static String fault(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException mapping) || e.getCause() instanceof JsonParseException) {
            return "It is not well-formed JSON.";
        }
        var pointer = mapping.getPath().stream()
                .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
                .collect(Collectors.joining());
        var at = pointer.isEmpty() ? "It: " : pointer + ": ";
        if (e instanceof UnrecognizedPropertyException) {
            return at + "this field is not known.";
        }
        var own = mapping.getCause() instanceof IllegalArgumentException cause
                && cause.getStackTrace().length > 0
                && cause.getStackTrace()[0].getClassName().startsWith("io.autocharge.");
        return at + (own ? mapping.getCause().getMessage() : "this value is not as expected.");
    }
}
