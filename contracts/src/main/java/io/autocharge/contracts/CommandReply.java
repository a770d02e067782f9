package io.autocharge.contracts;

/**
 * What became of a command that came over Kafka, said on the topic that its header {@code reply-to} names. Only who
 * signed a command is answered.
 */
public sealed interface CommandReply {

    /** The command that it answers. */
    String commandId();

    /** The command was carried out; what follows from it is told by events. */
    record CommandAccepted(String commandId) implements CommandReply {}

    /**
     * The business said no; nothing has happened.
     *
     * @param code the name of a {@link Refusal}
     */
    record CommandRefused(String commandId, String code, String sentence) implements CommandReply {}

    /**
     * The command was not taken: it is not allowed, too old or malformed. Nothing has happened.
     *
     * @param code the stable code of the reason, which is also in the dead letters
     */
    record CommandRejected(String commandId, String code, String sentence) implements CommandReply {}

    /** Its name on the wire, such as {@code autocharge.CommandAccepted}. */
    static String typeOf(Class<? extends CommandReply> kind) {
        return "autocharge." + kind.getSimpleName();
    }
}
