package io.autocharge.stack.mail;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.autocharge.stack.http.LightServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;

/** Takes every mail that the system sends, delivers none, and shows them all. */
public final class MailCatcher implements AutoCloseable {

    private final MailBook book;
    private final GreenMail smtp;
    private final LightServer page;
    private final ThreadLocal<MimeMessage> kept = new ThreadLocal<>();

    public MailCatcher(String host, int smtpPort, int pagePort, Path folder) throws IOException {
        book = new MailBook(folder);
        var setup = new ServerSetup(smtpPort, host, ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(20_000);
        smtp = new GreenMail(setup);
        smtp.getUserManager().setMessageDeliveryHandler(this::take);
        page = new LightServer(host, pagePort);
        new MailPage(book).open(page);
    }

    /** Listens from now on. */
    public MailCatcher start() {
        smtp.start();
        page.start();
        return this;
    }

    /** Where mail is sent to. */
    public int smtpPort() {
        return smtp.getSmtp().getPort();
    }

    /** Where mail is looked at. */
    public int pagePort() {
        return page.port();
    }

    @Override
    public void close() {
        page.close();
        smtp.stop();
    }

    /** Called once per recipient, in the thread of the sender's connection; the mail is kept once. */
    private GreenMailUser take(MovingMessage message, MailAddress recipient) throws MessagingException {
        if (kept.get() != message.getMessage()) {
            book.keep(message.getMessage());
            kept.set(message.getMessage());
        }
        return new Nobody(recipient.getEmail());
    }

    /** The addressee: the mail is already kept, so nothing is left to do. */
    private record Nobody(String email) implements GreenMailUser {

        @Override
        public String getEmail() {
            return email;
        }

        @Override
        public String getLogin() {
            return email;
        }

        @Override
        public void deliver(MovingMessage message) {}

        @Override
        public void deliver(MimeMessage message) {}

        @Override
        public void create() {}

        @Override
        public void delete() {}

        @Override
        public String getPassword() {
            return "";
        }

        @Override
        public void setPassword(String password) {}

        @Override
        public void authenticate(String password) {}

        @Override
        public String getQualifiedMailboxName() {
            return email;
        }
    }
}
