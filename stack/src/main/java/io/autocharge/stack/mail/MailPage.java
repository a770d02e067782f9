package io.autocharge.stack.mail;

import io.autocharge.stack.http.Answer;
import io.autocharge.stack.http.LightServer;
import io.autocharge.stack.http.Problem;
import io.autocharge.stack.http.Request;
import io.autocharge.stack.mail.Contents.Attachment;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The caught mails as a page for people and, in the words of Mailpit's API, for programs. */
final class MailPage {

    private static final String LOCKED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

    private final MailBook book;

    MailPage(MailBook book) {
        this.book = book;
    }

    void open(LightServer server) {
        server.on("GET", "/", request -> html(Pages.list(book.letters(0, 200))))
                .on("GET", "/view/{id}", request -> show(letter(request)))
                .on("GET", "/view/{id}/html", request -> body(letter(request)))
                .on("GET", "/api/v1/messages", this::messages)
                .on("DELETE", "/api/v1/messages", this::clear)
                .on("GET", "/api/v1/message/{id}", request -> Answer.ok(message(letter(request))))
                .on("GET", "/api/v1/message/{id}/raw", request -> raw(letter(request)))
                .on("GET", "/api/v1/message/{id}/part/{part}", this::part);
    }

    private Letter letter(Request request) {
        return book.letter(request.inPath().get("id"))
                .orElseThrow(() -> new Problem(404, "not_found", "There is no such mail."));
    }

    private Answer show(Letter letter) {
        return html(Pages.show(letter, Contents.of(book.open(letter))));
    }

    private Answer body(Letter letter) {
        var html = Contents.of(book.open(letter)).html();
        return html(html).with("Content-Security-Policy", LOCKED);
    }

    private Answer raw(Letter letter) {
        return Answer.of("text/plain; charset=utf-8", book.raw(letter));
    }

    private Answer part(Request request) {
        return Contents.of(book.open(letter(request))).attachments().stream()
                .filter(attachment ->
                        attachment.partId().equals(request.inPath().get("part")))
                .findFirst()
                .map(attachment -> Answer.of(attachment.contentType(), attachment.bytes())
                        .with("Content-Security-Policy", LOCKED)
                        .with("Content-Disposition", "inline; filename=\"" + quotable(attachment.fileName()) + "\""))
                .orElseThrow(() -> new Problem(404, "not_found", "The mail has no such part."));
    }

    private Answer messages(Request request) {
        int start;
        try {
            start = Math.max(0, Integer.parseInt(request.asked("start").orElse("0")));
        } catch (NumberFormatException e) {
            throw new Problem(400, "malformed", "start is a number.");
        }
        var letters = book.letters(start, request.limit(50, 2_000));
        var body = new LinkedHashMap<String, Object>();
        body.put("total", book.count());
        body.put("count", letters.size());
        body.put("start", start);
        body.put("messages", letters.stream().map(MailPage::envelope).toList());
        return Answer.ok(body);
    }

    private Answer clear(Request request) {
        book.clear();
        return Answer.of("text/plain; charset=utf-8", "ok".getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, Object> message(Letter letter) {
        var contents = Contents.of(book.open(letter));
        var message = envelope(letter);
        message.put("Date", letter.caughtAt());
        message.put("Text", contents.text());
        message.put("HTML", contents.html());
        message.put(
                "Attachments",
                contents.attachments().stream().map(MailPage::attachment).toList());
        return message;
    }

    private static Map<String, Object> envelope(Letter letter) {
        var envelope = new LinkedHashMap<String, Object>();
        envelope.put("ID", String.valueOf(letter.id()));
        envelope.put("MessageID", letter.messageId());
        envelope.put("From", address(letter.from()));
        envelope.put("To", letter.to().stream().map(MailPage::address).toList());
        envelope.put("Subject", letter.subject());
        envelope.put("Created", letter.caughtAt());
        envelope.put("Size", letter.size());
        return envelope;
    }

    private static Map<String, Object> attachment(Attachment attachment) {
        return Map.of(
                "PartID", attachment.partId(),
                "FileName", attachment.fileName(),
                "ContentType", attachment.contentType(),
                "Size", attachment.bytes().length);
    }

    private static Map<String, Object> address(InternetAddress address) {
        return Map.of(
                "Name", address.getPersonal() == null ? "" : address.getPersonal(),
                "Address", address.getAddress() == null ? "" : address.getAddress());
    }

    private static String quotable(String name) {
        return name.replaceAll("[^A-Za-z0-9 ._()-]", "_");
    }

    private static Answer html(String html) {
        return Answer.of("text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    /** Lists are lists of letters wherever they are shown. */
    static String names(List<InternetAddress> addresses) {
        return String.join(
                ", ", addresses.stream().map(InternetAddress::toUnicodeString).toList());
    }
}
