package io.autocharge.notification.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.notification.MessageEvent.MessageBounced;
import io.autocharge.contracts.notification.MessageEvent.MessageQueued;
import io.autocharge.contracts.notification.MessageEvent.MessageSent;
import io.autocharge.contracts.notification.MessageId;
import io.autocharge.runtime.View;
import io.autocharge.runtime.http.Page;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.mongo.Collections;
import io.autocharge.runtime.mongo.Pages;
import java.util.ArrayList;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.bson.conversions.Bson;

/** What was mailed to whom. */
@View
public class Messages {

    private final MongoCollection<MessageView> messages;

    Messages(Collections collections) {
        messages = collections.of(MessageView.class, "messages");
        index();
    }

    /** The partner's e-mails, the newest first; to one customer, or about one thing, if these are given. */
    public Page<MessageView> list(PartnerId partner, CustomerId customer, String about, PageRequest page) {
        var scope = new ArrayList<Bson>();
        scope.add(eq("partner_id", partner.value()));
        if (customer != null) {
            scope.add(eq("customer_id", customer.value()));
        }
        if (about != null) {
            scope.add(eq("about", about));
        }
        return Pages.find(messages, and(scope), page);
    }

    /** Whether the mail server has taken the message, as far as was heard here. */
    public boolean sent(PartnerId partner, MessageId id) {
        var scope = and(
                eq("_id", id.value()), eq("partner_id", partner.value()), eq("state", MessageView.State.SENT.label()));
        return messages.find(scope).first() != null;
    }

    @EventHandler
    void on(MessageQueued event) {
        var view = new MessageView(
                event.messageId(),
                event.partnerId(),
                event.customerId(),
                event.template(),
                event.about(),
                MessageView.State.QUEUED,
                event.to(),
                null,
                event.queuedAt(),
                null);
        messages.replaceOne(eq("_id", event.messageId().value()), view, new ReplaceOptions().upsert(true));
    }

    @EventHandler
    void on(MessageSent event) {
        change(
                event.messageId(),
                was -> new MessageView(
                        was.id(),
                        was.partnerId(),
                        was.customerId(),
                        was.template(),
                        was.about(),
                        MessageView.State.SENT,
                        event.to(),
                        null,
                        was.createdAt(),
                        event.sentAt()));
    }

    @EventHandler
    void on(MessageBounced event) {
        change(
                event.messageId(),
                was -> new MessageView(
                        was.id(),
                        was.partnerId(),
                        was.customerId(),
                        was.template(),
                        was.about(),
                        MessageView.State.BOUNCED,
                        was.to(),
                        event.reason(),
                        was.createdAt(),
                        was.sentAt()));
    }

    @ResetHandler
    void reset() {
        messages.drop();
        index();
    }

    private void change(MessageId id, UnaryOperator<MessageView> change) {
        var was = messages.find(eq("_id", id.value())).first();
        messages.replaceOne(eq("_id", id.value()), change.apply(was));
    }

    private void index() {
        messages.createIndex(Indexes.descending("partner_id", "created_at", "_id"));
        messages.createIndex(Indexes.descending("partner_id", "customer_id", "created_at", "_id"));
        messages.createIndex(Indexes.descending("partner_id", "about", "created_at", "_id"));
    }
}
