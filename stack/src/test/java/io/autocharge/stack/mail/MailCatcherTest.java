package io.autocharge.stack.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.stack.Http;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MailCatcherTest {

    @TempDir
    Path folder;

    private MailCatcher catcher;
    private Http http;

    @BeforeEach
    void start() throws Exception {
        catcher = new MailCatcher("127.0.0.1", 0, 0, folder).start();
        http = new Http(catcher.pagePort());
    }

    @AfterEach
    void stop() {
        catcher.close();
    }

    @Test
    void a_mail_is_shown_with_text_html_and_attachments() throws Exception {
        send("Your receipt – 40,00 €");

        var list = http.get("/api/v1/messages").body();
        assertThat(list.path("total").asInt()).isEqualTo(1);
        var id = list.at("/messages/0/ID").asText();
        var mail = http.get("/api/v1/message/" + id).body();
        assertThat(mail.path("Subject").asText()).isEqualTo("Your receipt – 40,00 €");
        assertThat(mail.at("/From/Address").asText()).isEqualTo("billing@example.com");
        assertThat(mail.at("/From/Name").asText()).isEqualTo("Ada's Wires");
        assertThat(mail.path("To").findValuesAsText("Address")).containsExactly("a@example.com", "b@example.com");
        assertThat(mail.path("Text").asText()).contains("Thank you");
        assertThat(mail.path("HTML").asText()).contains("<b>Thank you</b>");
        var attachment = mail.at("/Attachments/0");
        assertThat(attachment.path("FileName").asText()).isEqualTo("receipt.pdf");
        var part = http.get(
                "/api/v1/message/" + id + "/part/" + attachment.path("PartID").asText());
        assertThat(part.raw().headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(new String(part.raw().body(), StandardCharsets.US_ASCII)).isEqualTo("%PDF-1.4");
    }

    @Test
    void a_restart_shows_the_mails_of_before_newest_first() throws Exception {
        send("first");
        send("second");
        stop();
        start();
        send("third");

        assertThat(http.get("/api/v1/messages").body().path("messages").findValuesAsText("Subject"))
                .containsExactly("third", "second", "first");
        assertThat(http.get("/api/v1/messages?limit=1&start=1")
                        .body()
                        .at("/messages/0/Subject")
                        .asText())
                .isEqualTo("second");
    }

    @Test
    void the_page_runs_nothing_that_a_mail_brings() throws Exception {
        send("<script>alert(1)</script>");

        var page = new String(http.get("/").raw().body(), StandardCharsets.UTF_8);
        assertThat(page).contains("&lt;script&gt;").doesNotContain("<script>");
        var html = http.get("/view/1/html").raw();
        assertThat(html.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "sandbox");
    }

    @Test
    void what_is_not_there_is_a_problem() throws Exception {
        assertThat(http.get("/api/v1/message/7").status()).isEqualTo(404);
        assertThat(http.get("/api/v1/message/x").status()).isEqualTo(404);
        assertThat(http.get("/api/v1/messages?limit=x").status()).isEqualTo(400);
    }

    private void send(String subject) throws Exception {
        var properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", String.valueOf(catcher.smtpPort()));
        var message = new MimeMessage(Session.getInstance(properties));
        message.setFrom("Ada's Wires <billing@example.com>");
        message.addRecipients(RecipientType.TO, "a@example.com, b@example.com");
        message.setSubject(subject, "UTF-8");
        var text = new MimeBodyPart();
        text.setText("Thank you", "UTF-8");
        var html = new MimeBodyPart();
        html.setContent("<b>Thank you</b><script>alert(1)</script>", "text/html; charset=utf-8");
        var words = new MimeBodyPart();
        words.setContent(new MimeMultipart("alternative", text, html));
        var receipt = new MimeBodyPart();
        var pdf = new ByteArrayDataSource("%PDF-1.4".getBytes(StandardCharsets.US_ASCII), "application/pdf");
        receipt.setDataHandler(new jakarta.activation.DataHandler(pdf));
        receipt.setFileName("receipt.pdf");
        message.setContent(new MimeMultipart(words, receipt));
        Transport.send(message);
    }
}
