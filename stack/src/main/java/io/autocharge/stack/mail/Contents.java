package io.autocharge.stack.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is inside a mail: its text, its HTML and its attachments. */
final class Contents {

    /** A file that came with a mail. */
    record Attachment(String partId, String fileName, String contentType, byte[] bytes) {}

    private final List<Attachment> attachments = new ArrayList<>();
    private String text = "";
    private String html = "";

    static Contents of(Part mail) {
        var contents = new Contents();
        try {
            contents.read(mail, "1");
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("A mail cannot be taken apart.", e);
        }
        return contents;
    }

    private void read(Part part, String id) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart many) {
            for (int i = 0; i < many.getCount(); i++) {
                BodyPart one = many.getBodyPart(i);
                read(one, id + "." + (i + 1));
            }
        } else if (part.getFileName() != null || Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
            var name = part.getFileName() == null ? "attachment" : part.getFileName();
            var type = new ContentType(part.getContentType()).getBaseType().toLowerCase(Locale.ROOT);
            attachments.add(new Attachment(id, name, type, part.getInputStream().readAllBytes()));
        } else if (part.isMimeType("text/html")) {
            html = html + part.getContent();
        } else if (part.isMimeType("text/*")) {
            text = text + part.getContent();
        }
    }

    String text() {
        return text;
    }

    String html() {
        return html;
    }

    List<Attachment> attachments() {
        return attachments;
    }
}
