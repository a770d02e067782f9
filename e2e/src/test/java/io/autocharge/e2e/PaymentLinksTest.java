package io.autocharge.e2e;

import static io.autocharge.e2e.Eventually.eventually;
import static io.autocharge.e2e.Sandbox.inDays;
import static io.autocharge.e2e.Sandbox.usd;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * Payment links through the edge, for somebody who guesses, alters, keeps or shares them, or tries out cards: attack rows A7 and A8. In
 * full with {@code -Dautocharge.tokens=1000000 -Dautocharge.cards=10000}.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PaymentLinksTest {

    private static final int TOKENS = Integer.getInteger("autocharge.tokens", 1_000);
    private static final int CARDS = Integer.getInteger("autocharge.cards", 12);
    private static final int AT_ONCE = 8;
    private static final int MOST_DECLINES = 5;
    private static final int TRIES_BEFORE_REST = 20;

    private final String mailbox = "billing-" + Sandbox.word() + "@partner.example";
    private final Partner partner =
            Sandbox.operator().register("Partner " + Sandbox.word(), mailbox, Sandbox.ZONE, Sandbox.CUT_OFF_HOUR);
    private final Customer customer = Sandbox.customer(partner);

    @Test
    void A8_a_token_that_was_guessed_or_altered_is_as_unknown_as_any_other() {
        var page = page(invoice());
        var random = new Random(Long.getLong("autocharge.seed", 8));
        var guesses = IntStream.range(0, TOKENS).mapToObj(i -> written(random(random)));
        var flipped = IntStream.range(0, 256).mapToObj(bit -> written(flipped(page.token(), bit)));
        // the last letter of 43 says four bits: its neighbours stand for the same 32 bytes, and are other tokens all
        // the same
        var respelled = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
                .chars()
                .mapToObj(letter -> page.token().substring(0, 42) + (char) letter)
                .filter(token -> !token.equals(page.token()));
        var tokens = new ArrayList<>(guesses.toList());
        tokens.addAll(flipped.toList());
        tokens.addAll(respelled.toList());

        var accepted = atOnce(tokens.stream()
                        .<Callable<Answer>>map(token -> () -> new PaymentPage(token).show(Sandbox.addresses()))
                        .toList())
                .stream()
                .filter(answer -> answer.status() != 404)
                .count();

        System.out.printf(
                "A8: %,d random tokens and %d altered ones through the edge, %d accepted (bound %.1e)%n",
                TOKENS, tokens.size() - TOKENS, accepted, 3.0 / TOKENS);
        assertThat(accepted).isZero();
        page.show(Sandbox.addresses()).expect(200);
    }

    @Test
    void A8_a_link_is_dead_once_its_invoice_is_paid_and_stays_so_when_the_money_goes_back() {
        var invoice = invoice();
        var page = page(invoice);
        assertThat(page.send(Sandbox.addresses(), TestCard.SUCCEEDS, usd(50_01)).status())
                .isEqualTo(422);
        page.pay(Sandbox.addresses(), TestCard.SUCCEEDS, usd(50_00));
        invoice.untilOutstanding(usd(0));
        dead(page, "link_closed", invoice);

        var charge = invoice.charges().get(0).path("id").asText();
        partner.api()
                .post("/refunds", Wire.object().put("charge_id", charge).set("amount", Wire.json(usd(50_00))))
                .expect(202);
        invoice.untilOutstanding(usd(50_00));
        var next = page(invoice);
        assertThat(next.token()).isNotEqualTo(page.token());
        dead(page, "link_expired", invoice);
        next.show(Sandbox.addresses()).expect(200);
    }

    @Test
    void A8_a_link_is_dead_once_its_invoice_is_archived_or_the_link_taken_back() {
        var archived = invoice();
        var first = page(archived);
        archived.archive();
        dead(first, "link_closed", archived);

        var kept = invoice();
        var second = page(kept);
        partner.api().delete(kept.path() + "/payment-link").expect(204);
        dead(second, "link_expired", kept);
        page(kept).show(Sandbox.addresses()).expect(200);
        dead(second, "link_expired", kept);
    }

    @Test
    void A7_a_bot_gets_five_cards_to_the_processor_by_one_link_and_the_partner_is_told() {
        var invoice = invoice();
        var page = page(invoice);
        var charges = new ArrayList<String>();
        atOnce(tries(page, CARDS)).forEach(answer -> heard(answer, charges));
        untilLocked(invoice, page, charges);

        var reached = atProcessor(charges);
        System.out.printf(
                "A7: %,d cards over 1 link through the edge, %d reached the processor (most %d)%n",
                CARDS, reached, MOST_DECLINES);
        assertThat(reached).isEqualTo(MOST_DECLINES);
        dead(page, "link_locked", invoice);
        assertThat(link(invoice).path("url").isTextual()).isFalse();

        var told = new Mailbox(Sandbox.addresses(), mailbox).await(invoice.number());
        assertThat(told.subject()).contains("locked");
        assertThat(told.text()).doesNotContain(page.token());

        partner.api().delete(invoice.path() + "/payment-link").expect(204);
        page(invoice).pay(Sandbox.addresses(), TestCard.SUCCEEDS, usd(50_00));
        invoice.untilOutstanding(usd(0));
    }

    @Test
    void A7_a_bot_that_goes_from_link_to_link_is_stopped_after_twenty_tries() {
        var charges = new ArrayList<String>();
        for (int i = 0; i < TRIES_BEFORE_REST / MOST_DECLINES; i++) {
            var tried = invoice();
            untilLocked(tried, page(tried), charges);
        }
        var next = invoice();
        eventually(
                "links that rest",
                () -> Optional.of(link(next))
                        .filter(link -> link.path("status").asText().equals("paused")),
                () -> link(next));
        var answer = page(next).send(Sandbox.addresses(), TestCard.SUCCEEDS, usd(1_00));

        var reached = atProcessor(charges);
        System.out.printf(
                "A7: %d cards over 4 links reached the processor (most %d), then all links of the partner rest%n",
                reached, TRIES_BEFORE_REST);
        assertThat(reached).isEqualTo(TRIES_BEFORE_REST);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("links_paused");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 1_800);
    }

    /** Neither looking nor paying works, and nothing is said of the invoice, neither to programs nor on the page. */
    private static void dead(PaymentPage page, String code, Invoice invoice) {
        var looked = eventually(
                "a link of which is said " + code,
                () -> Optional.of(page.show(Sandbox.addresses()))
                        .filter(answer ->
                                answer.status() == 410 && answer.code().equals(code)),
                () -> page.show(Sandbox.addresses()).text());
        assertThat(page.send(Sandbox.addresses(), TestCard.SUCCEEDS, usd(1_00))
                        .expect(410)
                        .code())
                .isEqualTo(code);
        var seen =
                Wire.to(Sandbox.addresses().web()).get("/pay/" + page.token()).expect(410);
        assertThat(looked.text() + seen.text())
                .doesNotContain(invoice.number())
                .doesNotContain(invoice.id())
                .doesNotContain(invoice.partner().name());
    }

    private static List<Callable<Answer>> tries(PaymentPage page, int count) {
        return IntStream.range(0, count)
                .<Callable<Answer>>mapToObj(i -> () -> page.send(Sandbox.addresses(), TestCard.DECLINED, usd(1_00)))
                .toList();
    }

    /** A charge that was made is noted; what was not is said to be too many at once, or no more. */
    private static void heard(Answer answer, List<String> charges) {
        assertThat(answer.status()).as(answer.text()).isIn(202, 409, 410);
        if (answer.status() == 202) {
            charges.add(answer.json().path("id").asText());
        }
    }

    /** A card is tried one after the other, as one that is under way makes the next wait. */
    private void untilLocked(Invoice invoice, PaymentPage page, List<String> charges) {
        eventually(
                "locked links",
                () -> {
                    heard(page.send(Sandbox.addresses(), TestCard.DECLINED, usd(1_00)), charges);
                    return Optional.of(link(invoice))
                            .filter(link -> link.path("status").asText().equals("locked"));
                },
                () -> link(invoice));
    }

    private static long atProcessor(List<String> charges) {
        return charges.stream()
                .distinct()
                .filter(PaymentLinksTest::isAtProcessor)
                .count();
    }

    private static boolean isAtProcessor(String charge) {
        var answer = Wire.to(Sandbox.addresses().processor())
                .get("/v1/charges?reference=" + charge)
                .expect(200);
        return !answer.json().path("data").isEmpty();
    }

    private static List<Answer> atOnce(List<Callable<Answer>> questions) {
        var bots = Executors.newFixedThreadPool(AT_ONCE);
        try {
            var answers = new ArrayList<Answer>();
            for (var answer : bots.invokeAll(questions)) {
                answers.add(answer.get());
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            bots.shutdown();
        }
    }

    private Invoice invoice() {
        return customer.invoice("Managed workstations", usd(50_00))
                .due(inDays(14))
                .chargeLater();
    }

    private PaymentPage page(Invoice invoice) {
        return eventually(
                "a link to pay " + invoice.number(),
                () -> Optional.of(link(invoice))
                        .filter(link -> link.path("url").isTextual())
                        .map(link -> new PaymentPage(link.path("url").asText())),
                () -> link(invoice));
    }

    /** As the partner sees it; payment-service hears of an invoice a moment later than its partner. */
    private JsonNode link(Invoice invoice) {
        return partner.api().get(invoice.path() + "/payment-link").expect(200).json();
    }

    private static byte[] random(Random random) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] flipped(String token, int bit) {
        var bytes = Base64.getUrlDecoder().decode(token);
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return bytes;
    }

    private static String written(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
