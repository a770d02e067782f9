package io.autocharge.customer.domain;

import static io.autocharge.contracts.customer.PartnerRefusal.API_KEY_ALREADY_ISSUED;
import static io.autocharge.contracts.customer.PartnerRefusal.API_KEY_PROOF_MISSING;
import static io.autocharge.contracts.customer.PartnerRefusal.API_KEY_TERM_OUT_OF_RANGE;
import static io.autocharge.contracts.customer.PartnerRefusal.API_KEY_UNKNOWN;
import static io.autocharge.contracts.customer.PartnerRefusal.CUT_OFF_HOUR_OUT_OF_RANGE;
import static io.autocharge.contracts.customer.PartnerRefusal.EMAIL_MALFORMED;
import static io.autocharge.contracts.customer.PartnerRefusal.NAME_MISSING;
import static io.autocharge.contracts.customer.PartnerRefusal.PARTNER_ID_ALREADY_USED;
import static io.autocharge.contracts.customer.PartnerRefusal.PARTNER_UNKNOWN;
import static io.autocharge.contracts.customer.PartnerRefusal.SCOPE_UNKNOWN;
import static io.autocharge.contracts.customer.PartnerRefusal.TIME_ZONE_MISSING;
import static io.autocharge.contracts.customer.PartnerRefusal.TOO_MANY_API_KEYS;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Refusal;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.customer.ApiKeyId;
import io.autocharge.contracts.customer.CollectionTerms;
import io.autocharge.contracts.customer.PartnerCommand;
import io.autocharge.contracts.customer.PartnerCommand.AgreeCollectionTerms;
import io.autocharge.contracts.customer.PartnerCommand.IssueApiKey;
import io.autocharge.contracts.customer.PartnerCommand.RegisterPartner;
import io.autocharge.contracts.customer.PartnerCommand.RevokeApiKey;
import io.autocharge.contracts.customer.PartnerEvent.ApiKeyIssued;
import io.autocharge.contracts.customer.PartnerEvent.ApiKeyRevoked;
import io.autocharge.contracts.customer.PartnerEvent.CollectionTermsAgreed;
import io.autocharge.contracts.customer.PartnerEvent.PartnerRegistered;
import io.autocharge.runtime.Given;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PartnerTest {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final Instant BEFORE = NOW.minusSeconds(86_400);
    static final PartnerId PARTNER = PartnerId.derived("nordlicht");
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    static final ApiKeyId FIRST = ApiKeyId.derived("first");
    static final ApiKeyId SECOND = ApiKeyId.derived("second");
    static final ApiKeyId THIRD = ApiKeyId.derived("third");
    static final Duration A_YEAR = Duration.ofDays(365);
    static final String ME = "operators";
    static final List<String> READING = List.of("customers:read");

    final FixtureConfiguration<Partner> partner = Given.aggregate(Partner.class, NOW);

    @Test
    void a_partner_is_taken_on_with_its_time_zone_and_cut_off_hour() {
        partner.givenNoPriorActivity()
                .when(register("Nordlicht IT", 18))
                .expectEvents(new PartnerRegistered(PARTNER, "Nordlicht IT", "hi@nordlicht.example", BERLIN, 18, NOW));
    }

    @Test
    void the_same_request_said_twice_is_one_partner() {
        partner.given(registered()).when(register("Nordlicht IT", 18)).expectNoEvents();
        refused(PARTNER_ID_ALREADY_USED, register("Nordlicht IT", 19), registered());
    }

    @Test
    void a_partner_agrees_how_its_invoices_are_collected_and_may_agree_otherwise_later() {
        partner.given(registered())
                .when(new AgreeCollectionTerms(PARTNER, terms(2, 4)))
                .expectEvents(new CollectionTermsAgreed(PARTNER, terms(2, 4), NOW));
        partner.given(registered(), new CollectionTermsAgreed(PARTNER, terms(2, 4), BEFORE))
                .when(new AgreeCollectionTerms(PARTNER, terms(1)))
                .expectEvents(new CollectionTermsAgreed(PARTNER, terms(1), NOW));
    }

    @Test
    void the_same_terms_agreed_twice_are_agreed_once() {
        partner.given(registered(), new CollectionTermsAgreed(PARTNER, terms(2, 4), BEFORE))
                .when(new AgreeCollectionTerms(PARTNER, terms(2, 4)))
                .expectNoEvents();
    }

    @Test
    void nobody_agrees_terms_with_a_partner_that_is_none() {
        refused(PARTNER_UNKNOWN, new AgreeCollectionTerms(PARTNER, terms(1)));
    }

    @Test
    void a_partner_that_cannot_be_right_is_refused() {
        refused(NAME_MISSING, register("", 18));
        refused(CUT_OFF_HOUR_OUT_OF_RANGE, register("Nordlicht IT", 24));
        refused(CUT_OFF_HOUR_OUT_OF_RANGE, register("Nordlicht IT", -1));
        refused(EMAIL_MALFORMED, new RegisterPartner(PARTNER, "Nordlicht IT", "hi", BERLIN, 18));
        refused(TIME_ZONE_MISSING, new RegisterPartner(PARTNER, "Nordlicht IT", "hi@nordlicht.example", null, 18));
    }

    @Test
    void a_partner_gets_an_api_key() {
        partner.given(registered()).when(issue(FIRST, "hash", READING)).expectEvents(issued(FIRST, NOW));
    }

    @Test
    void an_api_key_is_issued_once_because_its_secret_is_shown_once() {
        partner.given(registered(), issued(FIRST))
                .when(issue(FIRST, "hash", READING))
                .expectNoEvents();
        refused(API_KEY_ALREADY_ISSUED, issue(FIRST, "other hash", READING), registered(), issued(FIRST));
    }

    @Test
    void a_third_api_key_waits_until_one_is_revoked() {
        var third = issue(THIRD, "hash", READING);
        refused(TOO_MANY_API_KEYS, third, registered(), issued(FIRST), issued(SECOND));
        partner.given(registered(), issued(FIRST), issued(SECOND), new ApiKeyRevoked(PARTNER, FIRST, BEFORE, ME))
                .when(third)
                .expectEvents(issued(THIRD, NOW));
    }

    @Test
    void an_api_key_that_has_run_out_makes_room_for_another_one() {
        var old = NOW.minus(A_YEAR);
        partner.given(registered(), issued(FIRST, old), issued(SECOND))
                .when(issue(THIRD, "hash", READING))
                .expectEvents(issued(THIRD, NOW));
        var beforeThereWereTerms =
                new ApiKeyIssued(PARTNER, FIRST, "hash", READING, old.plusSeconds(1), null, null, null, null);
        refused(TOO_MANY_API_KEYS, issue(THIRD, "hash", READING), registered(), beforeThereWereTerms, issued(SECOND));
    }

    @Test
    void an_api_key_is_good_for_a_year_at_most() {
        partner.given(registered())
                .when(signing(FIRST, "{}", NOW.plus(A_YEAR)))
                .expectEvents(
                        new ApiKeyIssued(PARTNER, FIRST, "", READING, NOW, "Tickets", "{}", NOW.plus(A_YEAR), ME));
        refused(API_KEY_TERM_OUT_OF_RANGE, signing(FIRST, "{}", NOW.plus(A_YEAR).plusMillis(1)), registered());
        refused(API_KEY_TERM_OUT_OF_RANGE, signing(FIRST, "{}", NOW), registered());
    }

    @Test
    void an_api_key_is_proved_by_a_secret_or_by_a_signature_and_a_public_key_may_be_sent_twice() {
        refused(API_KEY_PROOF_MISSING, signing(FIRST, null, null), registered());
        var both = new IssueApiKey(PARTNER, FIRST, "hash", READING, null, "{}", null, ME);
        refused(API_KEY_PROOF_MISSING, both, registered());
        var signing = new ApiKeyIssued(PARTNER, FIRST, "", READING, BEFORE, "Tickets", "{}", NOW, ME);
        partner.given(registered(), signing).when(signing(FIRST, "{}", null)).expectNoEvents();
        refused(API_KEY_ALREADY_ISSUED, signing(FIRST, "{other}", null), registered(), signing);
    }

    @Test
    void scopes_that_nobody_knows_and_those_of_operators_are_refused() {
        refused(SCOPE_UNKNOWN, issue(FIRST, "hash", List.of("ops:all")), registered());
        refused(SCOPE_UNKNOWN, issue(FIRST, "hash", List.of()), registered());
        refused(SCOPE_UNKNOWN, issue(FIRST, "hash", null), registered());
    }

    @Test
    void an_api_key_is_revoked_once() {
        partner.given(registered(), issued(FIRST))
                .when(new RevokeApiKey(PARTNER, FIRST, ME))
                .expectEvents(new ApiKeyRevoked(PARTNER, FIRST, NOW, ME));
        partner.given(registered(), issued(FIRST), new ApiKeyRevoked(PARTNER, FIRST, BEFORE, ME))
                .when(new RevokeApiKey(PARTNER, FIRST, ME))
                .expectNoEvents();
        refused(API_KEY_UNKNOWN, new RevokeApiKey(PARTNER, SECOND, ME), registered(), issued(FIRST));
    }

    @Test
    void a_partner_that_was_never_taken_on_is_unknown() {
        refused(PARTNER_UNKNOWN, issue(FIRST, "hash", READING));
        refused(PARTNER_UNKNOWN, new RevokeApiKey(PARTNER, FIRST, ME));
    }

    private void refused(Refusal reason, PartnerCommand command, Object... history) {
        partner.given(history)
                .when(command)
                .expectNoEvents()
                .expectException(Refused.class)
                .expectExceptionMessage(reason.name() + ": " + reason.sentence());
    }

    private static RegisterPartner register(String name, int cutOffHour) {
        return new RegisterPartner(PARTNER, name, "hi@nordlicht.example", BERLIN, cutOffHour);
    }

    private static PartnerRegistered registered() {
        return new PartnerRegistered(PARTNER, "Nordlicht IT", "hi@nordlicht.example", BERLIN, 18, BEFORE);
    }

    private static ApiKeyIssued issued(ApiKeyId key) {
        return issued(key, BEFORE);
    }

    private static ApiKeyIssued issued(ApiKeyId key, Instant at) {
        return new ApiKeyIssued(PARTNER, key, "hash", READING, at, "Tickets", null, at.plus(A_YEAR), ME);
    }

    private static IssueApiKey issue(ApiKeyId key, String hash, List<String> scopes) {
        return new IssueApiKey(PARTNER, key, hash, scopes, "Tickets", null, null, ME);
    }

    private static IssueApiKey signing(ApiKeyId key, String publicKey, Instant until) {
        return new IssueApiKey(PARTNER, key, "", READING, "Tickets", publicKey, until, ME);
    }

    private static CollectionTerms terms(Integer... retryDays) {
        return new CollectionTerms(List.of(retryDays), 3, 10, List.of(1));
    }
}
