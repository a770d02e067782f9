package io.autocharge.runtime.http;

/** What the caller calls this request: said twice, it is done once. From the header {@code Idempotency-Key}. */
public record IdempotencyKey(String value) {

    private static final int LONGEST = 255;

    public IdempotencyKey {
        var fits = value != null
                && !value.isBlank()
                && value.length() <= LONGEST
                && value.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
        if (!fits) {
            throw new IllegalArgumentException(
                    "An Idempotency-Key of 1 to 255 printable ASCII characters is expected.");
        }
    }

    /**
     * The key, if the request has one.
     *
     * @throws Problem 400 if it has none
     */
    public static IdempotencyKey required(IdempotencyKey key) {
        if (key == null) {
            throw Problem.of(400, "idempotency_key_missing", "This request needs the header Idempotency-Key.");
        }
        return key;
    }
}
