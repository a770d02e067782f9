package io.autocharge.e2e;

import static io.autocharge.e2e.Eventually.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/** What arrived for one address, as the mail catcher tells. */
public final class Mailbox {

    private final Wire wire;
    private final String address;
    private final Map<String, Mail> opened = new ConcurrentHashMap<>();

    public Mailbox(Addresses addresses, String address) {
        this.wire = Wire.to(addresses.mail());
        this.address = address;
    }

    /** All mails to the address, the newest first. */
    public List<Mail> mails() {
        var list = wire.get("/api/v1/messages?limit=200").expect(200).json().path("messages");
        return StreamSupport.stream(list.spliterator(), false)
                .filter(json -> texts(json.path("To"), "Address").contains(address))
                .map(json -> json.path("ID").asText())
                .map(id -> opened.computeIfAbsent(id, this::open))
                .toList();
    }

    /** The mails to the address that speak of {@code word} in their subject or text, each once. */
    public List<Mail> about(String word) {
        var names = new HashSet<String>();
        return deliveries(word).stream()
                .filter(mail -> names.add(mail.messageId()))
                .toList();
    }

    /** The same, as often as each was handed over. */
    public List<Mail> deliveries(String word) {
        return mails().stream()
                .filter(mail -> mail.subject().contains(word) || mail.text().contains(word))
                .toList();
    }

    /** Waits for a mail that speaks of {@code word}. */
    public Mail await(String word) {
        return await(word, 1).get(0);
    }

    /** Waits for so many mails that speak of {@code word}. */
    public List<Mail> await(String word, int count) {
        return eventually(
                count + " mail(s) about '" + word + "' to " + address,
                () -> Optional.of(about(word)).filter(found -> found.size() >= count),
                () -> mails().stream().map(Mail::subject).toList());
    }

    private Mail open(String id) {
        var json = wire.get("/api/v1/message/" + id).expect(200).json();
        return new Mail(
                json.path("MessageID").asText(),
                json.path("From").path("Name").asText() + " <"
                        + json.path("From").path("Address").asText() + ">",
                texts(json.path("To"), "Address"),
                json.path("Subject").asText(),
                json.path("Text").asText(),
                json.path("HTML").asText(),
                texts(json.path("Attachments"), "FileName"));
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(item -> item.path(field).asText())
                .toList();
    }
}
