package io.autocharge.notification.adapter;

import static io.autocharge.notification.Samples.LINK;
import static io.autocharge.notification.Samples.NORTHWIND;
import static io.autocharge.notification.Samples.receipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocharge.contracts.notification.MessageId;
import io.autocharge.notification.domain.Letter;
import io.autocharge.notification.domain.Mailer.Answer;
import io.autocharge.notification.domain.Sender;
import io.autocharge.notification.domain.Stationery.PaymentReceived;
import io.autocharge.runtime.Soon;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SmtpMailerTest {

    private static final MessageId MESSAGE = MessageId.derived("message");
    private static final List<String> DANA = List.of("dana@contoso.example");
    private static final List<String> BOTH = List.of("dana@contoso.example", "gone@contoso.example");
    private static final Letter LETTER =
            Plain.stationery().confirmation(new PaymentReceived(NORTHWIND, 7, receipt(40_00, 60_00), LINK));

    private static final int WAVES = Integer.getInteger("autocharge.mail.waves", 100);

    private final Vertx vertx = Vertx.vertx();
    private final PostOffice office;
    private final SmtpMailer mailer;

    SmtpMailerTest() throws IOException {
        office = new PostOffice(0);
        mailer = mailer(Duration.ofSeconds(10));
    }

    @AfterEach
    void close() throws IOException {
        mailer.close();
        office.close();
        vertx.close();
    }

    @Test
    void a_letter_goes_out_in_html_and_text_with_its_receipt_in_the_name_of_the_partner() {
        assertThat(mailer.send(MESSAGE, DANA, LETTER)).isEqualTo(new Answer.Taken(DANA));

        assertThat(office.letters()).singleElement().satisfies(mail -> {
            assertThat(header(mail, "From")).isEqualTo("\"Northwind IT\" <billing@autocharge.example>");
            assertThat(header(mail, "Reply-To")).isEqualTo("billing@northwind.example");
            assertThat(header(mail, "To")).isEqualTo("dana@contoso.example");
            assertThat(decoded(header(mail, "Subject"))).isEqualTo("You paid $40.00 to Northwind IT — $60.00 left");
            assertThat(mail).containsSubsequence("text/plain", "text/html", "application/pdf", "receipt-R-000007.pdf");
            assertThat(mail).contains(Base64.getEncoder().encodeToString(Arrays.copyOf(paper(), 30)));
        });
    }

    @Test
    void a_mail_that_is_sent_again_is_known_by_its_message_id() {
        mailer.send(MESSAGE, DANA, LETTER);
        mailer.send(MESSAGE, DANA, LETTER);

        assertThat(office.letters())
                .extracting(mail -> header(mail, "Message-ID"))
                .containsExactly("<" + MESSAGE + "@autocharge.example>", "<" + MESSAGE + "@autocharge.example>");
    }

    @Test
    void an_unknown_mailbox_is_turned_away_for_good() {
        office.answers("RCPT", "550 5.1.1 no such person");

        assertThat(mailer.send(MESSAGE, DANA, LETTER))
                .isEqualTo(new Answer.TurnedAway("The mail server answered 550."));
    }

    @Test
    void a_letter_that_is_refused_as_a_whole_is_turned_away_for_good() {
        office.answers("DATA", "554 no");

        assertThat(mailer.send(MESSAGE, DANA, LETTER))
                .isEqualTo(new Answer.TurnedAway("The mail server answered 554."));
    }

    @Test
    void one_address_that_is_refused_does_not_keep_the_letter_from_the_others() {
        office.answers("RCPT TO:<gone", "550 5.1.1 no such person");

        assertThat(mailer.send(MESSAGE, BOTH, LETTER)).isEqualTo(new Answer.Taken(DANA));

        assertThat(office.letters()).hasSize(1);
    }

    @Test
    void what_is_no_address_is_not_sent_to() {
        assertThat(mailer.send(MESSAGE, List.of("dana@contoso.example\r\nRCPT TO:<eve@evil.example"), LETTER))
                .isInstanceOf(Answer.TurnedAway.class);

        assertThat(office.letters()).isEmpty();
    }

    @Test
    void a_server_that_says_not_now_is_asked_again_later() {
        office.answers("RCPT", "451 4.7.1 try again");

        assertThatThrownBy(() -> mailer.send(MESSAGE, DANA, LETTER)).hasMessage("The mail server answered 451.");
    }

    @Test
    void a_server_that_does_not_let_us_in_costs_no_letter() {
        for (var refusal : List.of("530 5.7.0 sign in first", "550 5.7.1 you may not send")) {
            office.answers("MAIL FROM", refusal);

            assertThatThrownBy(() -> mailer.send(MESSAGE, DANA, LETTER))
                    .hasMessage("The mail server answered " + refusal.substring(0, 3) + ".");
        }
    }

    @Test
    void a_silent_server_is_given_up_and_holds_no_connection() {
        var hasty = mailer(Duration.ofMillis(300));
        office.answers("RCPT", PostOffice.SILENCE);
        for (int i = 0; i < 10; i++) { // more than the client may have open at a time
            assertThatThrownBy(() -> hasty.send(MESSAGE, DANA, LETTER)).isInstanceOf(IllegalStateException.class);
        }

        office.behaves();
        assertThat(Soon.find(Duration.ofSeconds(20), () -> taken(hasty))).contains(new Answer.Taken(DANA));
        hasty.close();
    }

    @Test
    void a_name_of_any_script_arrives_whole_and_adds_no_header() {
        var name = "Bäckerei (Süd), \"Łódź\" 東京の長い名前の会社 🥐\r\nBcc: eve@evil.example";
        var sender = new Sender(name, "info@brot.example", NORTHWIND.zone());
        mailer.send(MESSAGE, DANA, new Letter(sender, "Für " + name, "<p>x</p>", "x", List.of()));

        assertThat(office.letters()).singleElement().satisfies(mail -> {
            assertThat(mail).doesNotContain("\nBcc:");
            assertThat(decoded(header(mail, "From")))
                    .isEqualTo(
                            "Bäckerei (Süd), \"Łódź\" 東京の長い名前の会社 🥐 Bcc: eve@evil.example <billing@autocharge.example>");
            assertThat(decoded(header(mail, "Subject"))).startsWith("Für Bäckerei (Süd)");
        });
    }

    @Test
    void letters_that_go_out_side_by_side_each_reach_their_own_addressee_at_once() throws Exception {
        var hands = Executors.newFixedThreadPool(3);
        try {
            for (int wave = 0; wave < WAVES; wave++) {
                var fresh = mailer(Duration.ofSeconds(10)); // its pool grows while letters wait for it
                var people = IntStream.range(wave * 4, wave * 4 + 4)
                        .mapToObj(number -> List.of("person" + number + "@contoso.example"))
                        .toList();
                assertThat(fresh.send(MESSAGE, people.get(0), LETTER)).isEqualTo(new Answer.Taken(people.get(0)));
                var rest = people.subList(1, people.size());
                var answers = hands.invokeAll(rest.stream()
                        .<Callable<Answer>>map(to -> () -> fresh.send(MessageId.derived(to.get(0)), to, LETTER))
                        .toList());
                for (int i = 0; i < rest.size(); i++) {
                    assertThat(answers.get(i).get()).isEqualTo(new Answer.Taken(rest.get(i)));
                }
                fresh.close();
            }
        } finally {
            hands.shutdownNow();
        }

        assertThat(office.delivered()).hasSize(WAVES * 4).allSatisfy(mail -> assertThat(mail.to())
                .containsExactly(header(mail.letter(), "To")));
    }

    private SmtpMailer mailer(Duration patience) {
        return new SmtpMailer(
                vertx,
                "127.0.0.1",
                office.port(),
                Optional.empty(),
                Optional.empty(),
                patience,
                "billing@autocharge.example");
    }

    /** The answer of one attempt, if there is one in time on a busy machine. */
    private static Optional<Answer> taken(SmtpMailer mailer) {
        try {
            return Optional.of(mailer.send(MESSAGE, DANA, LETTER));
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static byte[] paper() {
        return LETTER.enclosures().get(0).content();
    }

    /** A header's value, unfolded. */
    private static String header(String mail, String name) {
        var found = Pattern.compile("^" + name + ": (.*(?:\n[ \t].*)*)", Pattern.MULTILINE)
                .matcher(mail);
        return found.find() ? found.group(1).replaceAll("\n[ \t]", " ") : null;
    }

    /** RFC 2047 read back: the space between two encoded words is none. */
    private static String decoded(String header) {
        return Pattern.compile("=\\?UTF-8\\?B\\?([^?]*)\\?=")
                .matcher(header.replaceAll("\\?= =\\?", "?==?"))
                .replaceAll(word -> java.util.regex.Matcher.quoteReplacement(
                        new String(Base64.getDecoder().decode(word.group(1)), StandardCharsets.UTF_8)));
    }
}
