package io.autocharge.runtime.published;

import static io.autocharge.runtime.published.Schemas.ordered;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.CommandReply;
import io.autocharge.contracts.Context;
import io.autocharge.contracts.Message;
import io.autocharge.contracts.Refusal;
import io.autocharge.contracts.WireType;
import io.autocharge.contracts.customer.CustomerRefusal;
import io.autocharge.contracts.customer.PartnerRefusal;
import io.autocharge.contracts.invoice.InvoiceRefusal;
import io.autocharge.contracts.notification.MessageRefusal;
import io.autocharge.contracts.payment.ChargeRefusal;
import io.autocharge.contracts.payment.WalletRefusal;
import io.autocharge.runtime.kafka.Rejection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The AsyncAPI 3.0 document: all that another system needs to hear what happens and to order what is to happen. */
final class AsyncApi {

    private static final String SCHEMA_FORMAT = "application/schema+json;version=draft-2020-12";
    private static final Map<Context, List<Class<? extends Enum<?>>>> REFUSALS = Map.of(
            Context.CUSTOMER, List.of(PartnerRefusal.class, CustomerRefusal.class),
            Context.INVOICE, List.of(InvoiceRefusal.class),
            Context.PAYMENT, List.of(WalletRefusal.class, ChargeRefusal.class),
            Context.NOTIFICATION, List.of(MessageRefusal.class));

    private final Prose prose;

    AsyncApi(Prose prose) {
        this.prose = prose;
    }

    String text() {
        return "# Derived from the code; a test compares it. Do not edit.\n" + Yaml.write(document());
    }

    private Map<String, Object> document() {
        return ordered(
                "asyncapi", "3.0.0",
                "info", info(),
                "defaultContentType", "application/json",
                "servers",
                        ordered(
                                "local",
                                ordered(
                                        "host", "127.0.0.1:9092",
                                        "protocol", "kafka",
                                        "description",
                                                "The broker of the embedded stack; AUTOCHARGE_KAFKA_BOOTSTRAP names another.")),
                "channels", channels(),
                "operations", operations(),
                "components",
                        ordered(
                                "messages", messages(),
                                "schemas", Signing.schemas()));
    }

    private static Map<String, Object> info() {
        return ordered(
                "title",
                "Autocharge",
                "version",
                "1.0.0",
                "description",
                Signing.DESCRIPTION,
                "license",
                ordered("name", "Apache-2.0", "url", "https://www.apache.org/licenses/LICENSE-2.0"));
    }

    private Map<String, Object> channels() {
        var channels = new LinkedHashMap<String, Object>();
        for (var context : Context.values()) {
            channels.put(
                    context.label() + "Events",
                    ordered(
                            "address", context.eventTopic(),
                            "description",
                                    "What happened in the context '" + context.label()
                                            + "'. Read by everybody, kept for ever; per key in order, at least once: drop what has a "
                                            + "ce_sequence that you have seen.",
                            "messages", references(context.events()),
                            "bindings", binding("-1")));
            channels.put(
                    context.label() + "Commands",
                    ordered(
                            "address", context.commandTopic(),
                            "description",
                                    "Orders to the context '" + context.label() + "', signed by a trusted issuer. "
                                            + "Refusals: " + refusals(context) + ".",
                            "messages", references(context.commands()),
                            "bindings", binding("604800000")));
        }
        channels.put(
                "replies",
                ordered(
                        "address",
                        "replies.{client}",
                        "description",
                        "What became of a client's commands. The topic replies.<issuer> is there for every issuer when the services have started; any "
                                + "other is made by the client before it names it in 'reply-to'. Without a topic there is no answer.",
                        "parameters",
                        ordered(
                                "client",
                                ordered(
                                        "description",
                                        "A name of the client's choice: letters, digits, '.', '_' and '-'.")),
                        "messages",
                        replyReferences("#/components/messages/")));
        return channels;
    }

    private static Map<String, Object> operations() {
        var operations = new LinkedHashMap<String, Object>();
        for (var context : Context.values()) {
            var name = context.name().charAt(0) + context.label().substring(1);
            operations.put(
                    "tell" + name + "Events",
                    ordered(
                            "action", "send",
                            "summary", "Tells what happened.",
                            "channel", reference("#/channels/" + context.label() + "Events")));
            operations.put(
                    "take" + name + "Commands",
                    ordered(
                            "action",
                            "receive",
                            "summary",
                            "Takes orders: publish here to give one.",
                            "channel",
                            reference("#/channels/" + context.label() + "Commands"),
                            "reply",
                            ordered(
                                    "address",
                                            ordered(
                                                    "location", "$message.header#/reply-to",
                                                    "description", "A topic whose name starts with 'replies.'."),
                                    "channel", reference("#/channels/replies"))));
        }
        return operations;
    }

    private Map<String, Object> messages() {
        var messages = new LinkedHashMap<String, Object>();
        for (var context : Context.values()) {
            context.events().forEach(type -> messages.put(WireType.of(type), message(type)));
            context.commands().forEach(type -> messages.put(WireType.of(type), message(type)));
        }
        for (var type : replies()) {
            var name = CommandReply.typeOf(type);
            messages.put(name, message(name, type, "ReplyHeaders"));
        }
        return messages;
    }

    private Map<String, Object> message(Class<? extends Message> type) {
        return message(
                WireType.of(type), type, Command.class.isAssignableFrom(type) ? "CommandHeaders" : "EventHeaders");
    }

    private Map<String, Object> message(String name, Class<?> type, String headers) {
        var message = ordered("name", name, "title", name);
        if (prose.of(type) != null) {
            message.put("summary", prose.of(type).replace("\n", " "));
        }
        message.put("contentType", "application/json");
        message.put("headers", reference("#/components/schemas/" + headers));
        message.put("payload", ordered("schemaFormat", SCHEMA_FORMAT, "schema", reference("./" + name + ".json")));
        message.put(
                "bindings",
                ordered(
                        "kafka",
                        ordered(
                                "key",
                                ordered(
                                        "type", "string",
                                        "description", "The id of the aggregate, the same as ce_subject."))));
        if (name.equals("payment.ScheduleCharge")) {
            message.put("examples", List.of(Signing.example()));
        }
        return message;
    }

    private static Map<String, Object> references(List<? extends Class<? extends Message>> types) {
        var references = new LinkedHashMap<String, Object>();
        types.forEach(
                type -> references.put(type.getSimpleName(), reference("#/components/messages/" + WireType.of(type))));
        return references;
    }

    private static Map<String, Object> replyReferences(String where) {
        var references = new LinkedHashMap<String, Object>();
        replies().forEach(type -> references.put(type.getSimpleName(), reference(where + CommandReply.typeOf(type))));
        return references;
    }

    private static List<Class<? extends CommandReply>> replies() {
        var replies = new ArrayList<Class<? extends CommandReply>>();
        for (var type : CommandReply.class.getPermittedSubclasses()) {
            replies.add(type.asSubclass(CommandReply.class));
        }
        return replies;
    }

    private static String refusals(Context context) {
        return REFUSALS.get(context).stream()
                .flatMap(set -> Stream.of(set.getEnumConstants()))
                .map(Refusal.class::cast)
                .map(Refusal::name)
                .distinct()
                .reduce((all, next) -> all + ", " + next)
                .orElseThrow();
    }

    private static Map<String, Object> binding(String retention) {
        return ordered(
                "kafka",
                ordered(
                        "topicConfiguration",
                        ordered("cleanup.policy", List.of("delete"), "retention.ms", Long.valueOf(retention))));
    }

    private static Map<String, Object> reference(String to) {
        return ordered("$ref", to);
    }

    /** The reasons for which a record is not taken. */
    static List<String> rejections() {
        return Arrays.stream(Rejection.values()).map(Rejection::name).toList();
    }
}
