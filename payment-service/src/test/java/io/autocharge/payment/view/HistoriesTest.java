package io.autocharge.payment.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.WireType;
import io.autocharge.contracts.customer.CollectionTerms;
import io.autocharge.contracts.customer.CustomerEvent.CustomerAdded;
import io.autocharge.contracts.customer.CustomerEvent.CustomerArchived;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.customer.PartnerEvent.CollectionTermsAgreed;
import io.autocharge.contracts.customer.PartnerEvent.PartnerRegistered;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceWrittenOff;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceArchived;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentTakenBack;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.LineItem;
import io.autocharge.contracts.invoice.PaperNames;
import io.autocharge.contracts.invoice.Sums;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.contracts.payment.WalletEvent.AutomaticChargesPaused;
import io.autocharge.contracts.payment.WalletEvent.AutomaticChargesResumed;
import io.autocharge.contracts.payment.WalletEvent.DefaultPaymentMethodChosen;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodDisabled;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodRemoved;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodStored;
import io.autocharge.contracts.payment.WalletEvent.RetryGranted;
import io.autocharge.contracts.payment.WalletId;
import io.autocharge.payment.domain.Customers.Standing;
import io.autocharge.payment.domain.InvoiceTerms.Terms;
import io.autocharge.payment.domain.Methods.Stored;
import io.autocharge.payment.domain.PartnerTerms;
import io.autocharge.payment.domain.Tries;
import io.autocharge.runtime.History;
import io.autocharge.runtime.Json;
import io.autocharge.runtime.axon.EventCodec;
import io.autocharge.runtime.axon.StoredHistory;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import io.autocharge.runtime.mongo.EventLog;
import io.autocharge.runtime.mongo.EventRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HistoriesTest {

    private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
    private static final LocalDate DUE = LocalDate.parse("2026-03-10");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final PartnerId PARTNER = PartnerId.derived("partner");
    private static final PartnerId STRANGER = PartnerId.derived("stranger");
    private static final CustomerId CUSTOMER = CustomerId.derived("customer");
    private static final WalletId WALLET = WalletId.of(CUSTOMER);
    private static final InvoiceId INVOICE = InvoiceId.derived("invoice");
    private static final ChargeId CHARGE = ChargeId.derived("charge");
    private static final PaymentMethodId CARD = PaymentMethodId.derived("card");
    private static final PaymentMethodId OTHER = PaymentMethodId.derived("other");
    private static final PaymentMethodId ONCE = PaymentMethodId.derived("once");
    private static final Method VISA = new Method(Method.Kind.CARD, "visa", null, "4242", 12, 2030, null);

    private final EmbeddedMongo mongo = new EmbeddedMongo();
    private final EventLog log = new EventLog(mongo.database());
    private final History histories = new StoredHistory(log, new EventCodec(List.of()));
    private final Map<String, Long> sequences = new HashMap<>();
    private final PayableInvoices invoices = new PayableInvoices(histories);
    private final Wallets wallets = new Wallets(histories, Clock.fixed(NOW, ZoneOffset.UTC));
    private final AgreedTerms terms = new AgreedTerms(histories);
    private final CustomersOnFile customers = new CustomersOnFile(histories);

    @AfterEach
    void close() {
        log.close();
        mongo.close();
    }

    @Test
    void an_invoice_has_the_terms_of_its_partner() {
        happened(registered(), created());
        assertThat(invoices.find(PARTNER, INVOICE))
                .contains(new Terms(CUSTOMER, usd(100), false, DUE, NEW_YORK, 9, NOW));
    }

    @Test
    void a_partner_collects_by_the_usual_terms_until_it_agrees_to_others() {
        happened(registered());
        assertThat(terms.of(PARTNER)).isEqualTo(new PartnerTerms.Terms(CollectionTerms.usual(), NEW_YORK, 9));
        var others = new CollectionTerms(List.of(2), 1, 14, List.of());
        happened(new CollectionTermsAgreed(PARTNER, CollectionTerms.usual(), NOW));
        happened(new CollectionTermsAgreed(PARTNER, others, NOW));
        assertThat(terms.of(PARTNER).collection()).isEqualTo(others);
    }

    @Test
    void the_calendar_of_a_partner_that_was_not_heard_of_is_not_guessed() {
        assertThatThrownBy(() -> terms.of(STRANGER)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_invoice_follows_its_payments_until_it_is_paid() {
        happened(registered(), created(), paid(40, 60));
        assertThat(terms().outstanding()).isEqualTo(usd(60));
        assertThat(link().state()).isEqualTo("open");
        happened(paid(60, 0));
        assertThat(terms().paid()).isTrue();
        assertThat(link().state()).isEqualTo("paid");
    }

    @Test
    void what_is_given_up_or_given_back_is_known_where_charges_are_planned() {
        var paid = Sums.of(usd(100)).afterPayment(usd(60));
        happened(
                registered(),
                created(),
                new BalanceWrittenOff(
                        INVOICE, PARTNER, CUSTOMER, usd(40), paid.afterWriteOff(usd(40)), "goodwill", NOW));
        assertThat(invoices.find(PARTNER, INVOICE).orElseThrow().paid()).isTrue();
        var back = paid.afterWriteOff(usd(40)).afterReturn(usd(60));
        var names = new PaperNames("Nordlicht", "Fabrikam", "INV-1");
        happened(new PaymentTakenBack(
                INVOICE, PARTNER, CUSTOMER, names, ChargeId.derived("charge"), usd(60), back, VISA, "R01", NOW));
        assertThat(invoices.find(PARTNER, INVOICE).orElseThrow().outstanding()).isEqualTo(usd(60));
    }

    @Test
    void an_archived_invoice_is_known_as_such() {
        happened(registered(), created(), new InvoiceArchived(INVOICE, PARTNER, CUSTOMER, NOW));
        assertThat(terms().archived()).isTrue();
        assertThat(link().state()).isEqualTo("archived");
    }

    @Test
    void an_invoice_that_is_created_while_one_asks_is_waited_for() {
        happened(registered());
        var asked = CompletableFuture.supplyAsync(() -> invoices.find(PARTNER, INVOICE));
        happened(created());
        assertThat(asked.join()).isPresent();
    }

    @Test
    void another_partners_invoice_and_customer_are_unknown() {
        happened(registered(), added(), created(), stored(CARD, true));
        assertThat(invoices.find(STRANGER, INVOICE)).isEmpty();
        assertThat(customers.known(STRANGER, CUSTOMER)).isEmpty();
        assertThat(wallets.find(STRANGER, CUSTOMER, CARD)).isEmpty();
        assertThat(wallets.onFile(STRANGER, CUSTOMER)).isEmpty();
    }

    @Test
    void a_customer_stands_as_its_history_says() {
        happened(added());
        assertThat(customers.known(PARTNER, CUSTOMER)).contains(new Standing(false));
        happened(new CustomerArchived(CUSTOMER, PARTNER, NOW));
        assertThat(customers.find(PARTNER, CUSTOMER)).contains(new Standing(true));
    }

    @Test
    void what_is_on_file_is_listed_with_its_default_and_without_its_tokens() {
        happened(stored(CARD, true), chosen(CARD, null), stored(OTHER, true), stored(ONCE, false));
        assertThat(wallets.onFile(PARTNER, CUSTOMER))
                .extracting(StoredMethod::id, StoredMethod::byDefault)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(OTHER, false),
                        org.assertj.core.groups.Tuple.tuple(CARD, true));
        assertThat(Json.write(wallets.onFile(PARTNER, CUSTOMER)))
                .contains("\"default\":true")
                .doesNotContain("tok_");
    }

    @Test
    void the_default_is_what_was_chosen_last_and_is_still_there() {
        happened(stored(CARD, true), chosen(CARD, null), stored(OTHER, true), chosen(OTHER, CARD));
        assertThat(wallets.byDefault(PARTNER, CUSTOMER)).map(Stored::id).contains(OTHER);
        happened(removed(OTHER));
        assertThat(wallets.byDefault(PARTNER, CUSTOMER)).isEmpty();
        happened(chosen(CARD, OTHER));
        assertThat(wallets.byDefault(PARTNER, CUSTOMER)).map(Stored::id).contains(CARD);
    }

    @Test
    void a_method_that_was_removed_is_found_as_such_so_that_what_was_submitted_can_be_finished() {
        happened(stored(CARD, true), chosen(CARD, null), removed(CARD));
        assertThat(wallets.find(PARTNER, CUSTOMER, CARD)).contains(new Stored(CARD, VISA, "tok_" + CARD, true, true));
        assertThat(wallets.onFile(PARTNER, CUSTOMER)).isEmpty();
    }

    @Test
    void a_disabled_method_stays_visible_with_its_code_and_is_the_default_no_more() {
        happened(stored(CARD, true), chosen(CARD, null));
        happened(new PaymentMethodDisabled(WALLET, PARTNER, CUSTOMER, CARD, CHARGE, "stolen_card", NOW));
        assertThat(wallets.byDefault(PARTNER, CUSTOMER)).isEmpty();
        assertThat(wallets.find(PARTNER, CUSTOMER, CARD)).map(Stored::disabled).contains(true);
        assertThat(wallets.onFile(PARTNER, CUSTOMER)).singleElement().satisfies(method -> {
            assertThat(method.disabled()).isTrue();
            assertThat(method.disabledCode()).isEqualTo("stolen_card");
            assertThat(method.byDefault()).isFalse();
        });
    }

    @Test
    void the_tries_used_of_each_budget_are_shown() {
        happened(stored(CARD, true), chosen(CARD, null));
        happened(new RetryGranted(
                WALLET,
                PARTNER,
                CUSTOMER,
                CHARGE,
                INVOICE,
                CARD,
                ChargeId.derived("again"),
                2,
                usd(40),
                DUE,
                NOW.plusSeconds(3 * 86_400),
                NOW));
        assertThat(wallets.onFile(PARTNER, CUSTOMER).get(0).retryBudgets())
                .containsExactly(new Tries.Used(15, 30, 1), new Tries.Used(10, 1, 0));
        assertThat(Json.write(wallets.onFile(PARTNER, CUSTOMER)))
                .contains("\"retry_budgets\":[{\"most\":15,\"days\":30,\"used\":1}");
    }

    @Test
    void a_pause_of_automatic_charges_is_known_until_they_are_resumed() {
        var pause = new AutomaticChargesPaused(WALLET, PARTNER, CUSTOMER, "DISPUTE", CHARGE, NOW);
        happened(stored(CARD, true), pause);
        assertThat(wallets.pause(PARTNER, CUSTOMER)).contains(pause);
        happened(new AutomaticChargesResumed(WALLET, PARTNER, CUSTOMER, NOW));
        assertThat(wallets.pause(PARTNER, CUSTOMER)).isEmpty();
    }

    private void happened(Event... events) {
        for (var event : events) {
            var subject = event.subject().value();
            var sequence = sequences.merge(subject, 1L, Long::sum) - 1;
            log.append(List.of(new EventRecord(
                    UUID.randomUUID().toString(),
                    WireType.of(event.getClass()),
                    1,
                    subject,
                    sequence,
                    PARTNER.value(),
                    NOW,
                    Map.of(),
                    Json.write(event))));
        }
    }

    private Terms terms() {
        return invoices.find(PARTNER, INVOICE).orElseThrow();
    }

    private PayableInvoice link() {
        return invoices.behindLink(INVOICE).orElseThrow();
    }

    private static PartnerRegistered registered() {
        return new PartnerRegistered(PARTNER, "Nordlicht", "billing@nordlicht.example", NEW_YORK, 9, NOW);
    }

    private static CustomerAdded added() {
        return new CustomerAdded(CUSTOMER, PARTNER, null, "Fabrikam", List.of(), List.of(), NOW);
    }

    private static InvoiceCreated created() {
        return new InvoiceCreated(
                INVOICE,
                PARTNER,
                "Nordlicht",
                CUSTOMER,
                "Fabrikam",
                "INV-1",
                null,
                List.of(new LineItem("Backup", 1, usd(100))),
                null,
                usd(100),
                DUE,
                Collection.later(),
                NOW);
    }

    private static PaymentApplied paid(long amount, long outstanding) {
        return new PaymentApplied(
                INVOICE,
                PARTNER,
                "Nordlicht",
                CUSTOMER,
                "Fabrikam",
                "INV-1",
                ChargeId.derived("charge", String.valueOf(amount)),
                usd(amount),
                usd(100),
                usd(100 - outstanding),
                usd(outstanding),
                VISA,
                NOW,
                null);
    }

    private static PaymentMethodStored stored(PaymentMethodId method, boolean onFile) {
        return new PaymentMethodStored(WALLET, PARTNER, CUSTOMER, method, VISA, "tok_" + method, onFile, NOW);
    }

    private static DefaultPaymentMethodChosen chosen(PaymentMethodId method, PaymentMethodId replaced) {
        return new DefaultPaymentMethodChosen(WALLET, PARTNER, CUSTOMER, method, replaced);
    }

    private static PaymentMethodRemoved removed(PaymentMethodId method) {
        return new PaymentMethodRemoved(WALLET, PARTNER, CUSTOMER, method, NOW);
    }

    private static Money usd(long dollars) {
        return Money.of(dollars * 100, "USD");
    }
}
