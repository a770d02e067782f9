package io.autocharge.contracts;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a kind of message is called on the wire and in the store: {@code invoice.InvoiceCreated}. Derived from the sealed
 * families; nothing is registered by hand, and no Java class name ever leaves the process.
 */
public final class WireType {

    private static final Map<String, Class<? extends Message>> TYPES = Arrays.stream(Context.values())
            .flatMap(context ->
                    Stream.<Class<? extends Message>>concat(context.events().stream(), context.commands().stream()))
            .collect(Collectors.toUnmodifiableMap(WireType::of, Function.identity()));

    private WireType() {}

    /** The name of this kind of message. */
    public static String of(Class<? extends Message> type) {
        return Context.of(type).label() + "." + type.getSimpleName();
    }

    /** The kind of message that has this name, if there is one. */
    public static Optional<Class<? extends Message>> named(String name) {
        return Optional.ofNullable(TYPES.get(name));
    }
}
