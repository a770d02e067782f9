package io.autocharge.stack.mail;

import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** What is on the envelope of a mail. */
record Letter(
        long id,
        Instant caughtAt,
        long size,
        String messageId,
        InternetAddress from,
        List<InternetAddress> to,
        String subject) {

    static Letter of(long id, Instant caughtAt, long size, MimeMessage message) throws MessagingException {
        var from = addresses(message.getFrom());
        return new Letter(
                id,
                caughtAt,
                size,
                message.getMessageID() == null ? "" : message.getMessageID().replaceAll("[<>]", ""),
                from.isEmpty() ? new InternetAddress() : from.get(0),
                addresses(message.getRecipients(RecipientType.TO)),
                message.getSubject() == null ? "" : message.getSubject());
    }

    private static List<InternetAddress> addresses(Address[] addresses) {
        return addresses == null
                ? List.of()
                : Arrays.stream(addresses)
                        .filter(InternetAddress.class::isInstance)
                        .map(InternetAddress.class::cast)
                        .toList();
    }
}
