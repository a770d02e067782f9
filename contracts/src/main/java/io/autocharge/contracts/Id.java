package io.autocharge.contracts;

/** The name of a thing for ever: a prefix that tells its kind, then 26 characters of Crockford base 32 (a ULID). */
public interface Id {

    /** The id as it is written on the wire and in the store, e.g. {@code inv_01JD0T3N2B9Z1X6V5K8QWERTYZ}. */
    String value();

    /**
     * Returns {@code value} if it is the prefix followed by a ULID.
     *
     * @throws IllegalArgumentException with a sentence fit for the caller, if it is not
     */
    static String checked(String prefix, String value) {
        if (value == null || !value.startsWith(prefix) || !Ulid.isUlid(value.substring(prefix.length()))) {
            throw new IllegalArgumentException(
                    "An id that starts with '" + prefix + "' followed by 26 characters is expected.");
        }
        return value;
    }
}
