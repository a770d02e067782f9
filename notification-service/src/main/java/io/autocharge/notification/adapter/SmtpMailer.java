package io.autocharge.notification.adapter;

import io.autocharge.contracts.notification.MessageId;
import io.autocharge.notification.domain.Letter;
import io.autocharge.notification.domain.Mailer;
import io.quarkus.mailer.Mail;
import io.vertx.ext.mail.SMTPException;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Hands letters to the mail server by SMTP, in the partner's name and with its address to reply to. */
@Singleton
public class SmtpMailer implements Mailer {

    private static final int FIRST_PERMANENT_CODE = 500; // RFC 5321, 4.2.1

    private final io.quarkus.mailer.Mailer smtp;
    private final String address;

    SmtpMailer(io.quarkus.mailer.Mailer smtp, @ConfigProperty(name = "autocharge.mail-from") String address) {
        this.smtp = smtp;
        this.address = address;
    }

    @Override
    public Answer send(MessageId id, List<String> to, Letter letter) {
        var mail = Mail.withHtml(to.get(0), letter.subject(), letter.html())
                .setTo(to)
                .setText(letter.text())
                .setFrom("\"" + letter.sender().name().replaceAll("[\"\\\\\\p{Cntrl}]", "") + "\" <" + address + ">")
                .addHeader("Message-ID", "<" + id.value() + "@" + address.substring(address.indexOf('@') + 1) + ">");
        if (letter.sender().email() != null) {
            mail.setReplyTo(letter.sender().email());
        }
        for (var paper : letter.enclosures()) {
            mail.addAttachment(paper.name(), paper.content(), paper.mediaType());
        }
        try {
            smtp.send(mail);
        } catch (RuntimeException e) {
            if (refusal(e) instanceof SMTPException refusal && refusal.getReplyCode() >= FIRST_PERMANENT_CODE) {
                return new Answer.TurnedAway("The mail server answered " + refusal.getReplyCode() + ".");
            }
            throw e;
        }
        return new Answer.Taken(to);
    }

    private static Throwable refusal(Throwable thrown) {
        var cause = thrown;
        while (cause != null && !(cause instanceof SMTPException)) {
            cause = cause.getCause();
        }
        return cause;
    }
}
