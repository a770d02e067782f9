package io.autocharge.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.customer.CustomerCommand;
import io.autocharge.contracts.customer.CustomerEvent;
import io.autocharge.contracts.customer.PartnerCommand;
import io.autocharge.contracts.customer.PartnerEvent;
import io.autocharge.contracts.customer.SignInCommand;
import io.autocharge.contracts.customer.SignInEvent;
import io.autocharge.contracts.customer.StaffCommand;
import io.autocharge.contracts.customer.StaffEvent;
import io.autocharge.contracts.invoice.CreditCommand;
import io.autocharge.contracts.invoice.CreditEvent;
import io.autocharge.contracts.invoice.InvoiceCommand;
import io.autocharge.contracts.invoice.InvoiceEvent;
import io.autocharge.contracts.invoice.ReceiptBookCommand;
import io.autocharge.contracts.invoice.ReceiptBookEvent;
import io.autocharge.contracts.notification.MessageCommand;
import io.autocharge.contracts.notification.MessageEvent;
import io.autocharge.contracts.notification.WebhookEndpointCommand;
import io.autocharge.contracts.notification.WebhookEndpointEvent;
import io.autocharge.contracts.payment.AutoPayCommand;
import io.autocharge.contracts.payment.AutoPayEvent;
import io.autocharge.contracts.payment.AutoPayRuleCommand;
import io.autocharge.contracts.payment.AutoPayRuleEvent;
import io.autocharge.contracts.payment.CaseCommand;
import io.autocharge.contracts.payment.CaseEvent;
import io.autocharge.contracts.payment.ChargeCommand;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.LinkBreakerCommand;
import io.autocharge.contracts.payment.LinkBreakerEvent;
import io.autocharge.contracts.payment.LinkCommand;
import io.autocharge.contracts.payment.LinkEvent;
import io.autocharge.contracts.payment.PartnerAccountCommand;
import io.autocharge.contracts.payment.PartnerAccountEvent;
import io.autocharge.contracts.payment.WalletCommand;
import io.autocharge.contracts.payment.WalletEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A part of the business with a language and an owner of its own: one service, one database, two topics. */
public enum Context {
    CUSTOMER(
            List.of(PartnerEvent.class, CustomerEvent.class, SignInEvent.class, StaffEvent.class),
            List.of(PartnerCommand.class, CustomerCommand.class, SignInCommand.class, StaffCommand.class)),
    INVOICE(
            List.of(InvoiceEvent.class, ReceiptBookEvent.class, CreditEvent.class),
            List.of(InvoiceCommand.class, ReceiptBookCommand.class, CreditCommand.class)),
    PAYMENT(
            List.of(
                    WalletEvent.class,
                    ChargeEvent.class,
                    AutoPayRuleEvent.class,
                    AutoPayEvent.class,
                    PartnerAccountEvent.class,
                    LinkEvent.class,
                    LinkBreakerEvent.class,
                    CaseEvent.class),
            List.of(
                    WalletCommand.class,
                    ChargeCommand.class,
                    AutoPayRuleCommand.class,
                    AutoPayCommand.class,
                    PartnerAccountCommand.class,
                    LinkCommand.class,
                    LinkBreakerCommand.class,
                    CaseCommand.class)),
    NOTIFICATION(
            List.of(MessageEvent.class, WebhookEndpointEvent.class),
            List.of(MessageCommand.class, WebhookEndpointCommand.class));

    private final List<Class<? extends Event>> events;
    private final List<Class<? extends Command>> commands;

    Context(List<Class<? extends Event>> events, List<Class<? extends Command>> commands) {
        this.events = events;
        this.commands = commands;
    }

    /** Its name on the wire: {@code invoice}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The topic of its facts, which everybody may read. */
    public String eventTopic() {
        return label() + ".events";
    }

    /** The topic of orders to it, which it alone reads. */
    public String commandTopic() {
        return label() + ".commands";
    }

    /** Every kind of fact that it publishes. */
    public List<Class<? extends Event>> events() {
        return records(events, Event.class);
    }

    /** Every kind of order that it takes. */
    public List<Class<? extends Command>> commands() {
        return records(commands, Command.class);
    }

    /** The context that owns this kind of message. */
    public static Context of(Class<? extends Message> type) {
        return Arrays.stream(values())
                .filter(context -> Stream.concat(context.events.stream(), context.commands.stream())
                        .anyMatch(family -> family.isAssignableFrom(type)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type + " belongs to no context"));
    }

    private static <T> List<Class<? extends T>> records(List<Class<? extends T>> families, Class<T> kind) {
        return families.stream()
                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                .<Class<? extends T>>map(type -> type.asSubclass(kind))
                .toList();
    }
}
