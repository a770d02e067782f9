package io.autocharge.runtime.axon;

/** What policies and views are called: the simple name of their class, in the store, in metrics and for operators. */
final class Names {

    private Names() {}

    static String of(Class<?> type) {
        return written(type).getSimpleName();
    }

    /** The class as it stands in the source; CDI may have put a subclass of its own in its place. */
    static Class<?> written(Class<?> type) {
        return type.getSimpleName().endsWith("_Subclass") ? type.getSuperclass() : type;
    }
}
