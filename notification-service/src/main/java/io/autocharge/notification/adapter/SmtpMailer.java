package io.autocharge.notification.adapter;

import io.autocharge.contracts.notification.MessageId;
import io.autocharge.notification.domain.Letter;
import io.autocharge.notification.domain.Mailer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailAttachment;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Hands letters to the mail server by SMTP, in the partner's name and with its address to reply to. It has a client of its
 * own because that of the framework waits for a silent server for ever.
 */
@Singleton
public class SmtpMailer implements Mailer {

    private static final Pattern MAILBOX = Pattern.compile("[^\\s\\p{Cntrl},;<>()\"]+@[^\\s\\p{Cntrl},;<>()@\"]+");
    private static final int HOST_TAKES_NO_MAIL = 521; // RFC 7504
    private static final int MAILBOX_UNAVAILABLE = 550; // RFC 5321, 4.2.3, and those that follow it
    private static final int DOMAIN_TAKES_NO_MAIL = 556;

    private final Context loop;
    private final MailClient smtp;
    private final String address;
    private final Duration patience;

    SmtpMailer(
            Vertx vertx,
            @ConfigProperty(name = "autocharge.smtp.host") String host,
            @ConfigProperty(name = "autocharge.smtp.port") int port,
            @ConfigProperty(name = "autocharge.smtp.username") Optional<String> username,
            @ConfigProperty(name = "autocharge.smtp.password") Optional<String> password,
            @ConfigProperty(name = "autocharge.smtp.patience") Duration patience,
            @ConfigProperty(name = "autocharge.mail-from") String address) {
        var config = new MailConfig()
                .setHostname(host)
                .setPort(port)
                .setStarttls(StartTLSOptions.OPTIONAL)
                .setLogin(username.isPresent() ? LoginOption.REQUIRED : LoginOption.DISABLED)
                .setPipelining(false) // so that a refused address leaves the connection in a known state
                .setMaxPoolSize(8);
        config.setConnectTimeout((int) patience.toMillis());
        config.setIdleTimeout((int) patience.toMillis()).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        username.ifPresent(config::setUsername);
        password.ifPresent(config::setPassword);
        // The client's pool loses now and then a mail that is handed to it by two threads at once.
        this.loop = vertx.getOrCreateContext();
        this.smtp = MailClient.create(vertx, config);
        this.patience = patience;
        this.address = address;
    }

    @Override
    public Answer send(MessageId id, List<String> to, Letter letter) {
        var answer = attempt(id, to, letter);
        if (answer instanceof Answer.Taken || to.size() == 1) {
            return answer;
        }
        // One address that is refused spoils the letter for all: then each gets its own.
        var taken = new ArrayList<String>();
        for (var one : to) {
            try {
                if (attempt(id, List.of(one), letter) instanceof Answer.Taken) {
                    taken.add(one);
                }
            } catch (RuntimeException e) {
                if (taken.isEmpty()) {
                    throw e;
                }
            }
        }
        return taken.isEmpty() ? answer : new Answer.Taken(taken);
    }

    @PreDestroy
    void close() {
        smtp.close();
    }

    private Answer attempt(MessageId id, List<String> to, Letter letter) {
        if (!to.stream().allMatch(one -> MAILBOX.matcher(one).matches())) {
            return new Answer.TurnedAway("Not an e-mail address.");
        }
        var mail = mail(id, to, letter);
        try {
            Future.<MailResult>future(
                            sent -> loop.runOnContext(now -> smtp.sendMail(mail).onComplete(sent)))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(patience.toMillis() * 2, TimeUnit.MILLISECONDS);
            return new Answer.Taken(to);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof SMTPException refusal)) {
                throw new IllegalStateException("The mail server has not taken the mail.", e.getCause());
            }
            var answer = "The mail server answered " + refusal.getReplyCode() + "."; // its words may name people
            if (isForGood(refusal)) {
                return new Answer.TurnedAway(answer);
            }
            throw new IllegalStateException(answer);
        } catch (TimeoutException e) {
            throw new IllegalStateException("The mail server was silent for too long.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the mail was being sent.", e);
        }
    }

    /** Whether the addressee or the letter is refused. That we may not send, or not yet, is ours to put right first. */
    private static boolean isForGood(SMTPException refusal) {
        var code = refusal.getReplyCode();
        return code == HOST_TAKES_NO_MAIL
                || code >= MAILBOX_UNAVAILABLE
                        && code <= DOMAIN_TAKES_NO_MAIL
                        && !refusal.getMessage().startsWith("sender address");
    }

    private MailMessage mail(MessageId id, List<String> to, Letter letter) {
        var mail = new MailMessage()
                .setFrom(address)
                .setTo(to)
                .setHtml(letter.html())
                .setText(letter.text())
                .addHeader("From", HeaderText.name(letter.sender().name()) + " <" + address + ">")
                .addHeader("Subject", HeaderText.subject(letter.subject()))
                .addHeader("Message-ID", "<" + id.value() + "@" + address.substring(address.indexOf('@') + 1) + ">")
                .addHeader("Auto-Submitted", "auto-generated");
        if (letter.sender().email() != null) {
            mail.addHeader("Reply-To", HeaderText.subject(letter.sender().email()));
        }
        return mail.setAttachment(letter.enclosures().stream()
                .map(paper -> MailAttachment.create()
                        .setName(paper.name())
                        .setContentType(paper.mediaType())
                        .setDisposition("attachment")
                        .setData(Buffer.buffer(paper.content())))
                .toList());
    }
}
