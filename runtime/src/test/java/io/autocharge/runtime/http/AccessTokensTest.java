package io.autocharge.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.PartnerId;
import io.autocharge.runtime.Keys;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Consumer;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AccessTokensTest {

    final AccessTokens tokens =
            new AccessTokens(new VerificationKeys(new Keys(TestKeys.folder().toString())), TestKeys.ISSUER);
    final PartnerId partner = PartnerId.fresh(Instant.EPOCH);

    @Test
    void a_good_token_says_whose_it_is_and_what_it_allows() {
        var grant = tokens.read(TestKeys.bearer(partner, "customers:read invoices:write")
                        .substring(7))
                .orElseThrow();
        assertThat(grant.partner()).isEqualTo(partner);
        assertThat(grant.scopes()).containsExactlyInAnyOrder("customers:read", "invoices:write");
    }

    @Test
    void a_token_for_another_api_of_another_issuer_or_out_of_time_is_none() {
        assertThat(read(claims -> claims.setAudience("another"))).isFalse();
        assertThat(read(claims -> claims.setIssuer("another"))).isFalse();
        assertThat(read(claims -> claims.setExpirationTime(NumericDate.fromSeconds(1))))
                .isFalse();
        assertThat(read(claims -> claims.unsetClaim("exp"))).isFalse();
        assertThat(read(claims -> claims.setClaim("tid", "cus_1"))).isFalse();
        assertThat(read(claims -> claims.unsetClaim("tid"))).isFalse();
        assertThat(read(claims -> claims.unsetClaim("client_id"))).isFalse();
        assertThat(read(claims -> {})).isTrue();
    }

    @Test
    void a_token_of_another_type_or_without_signature_is_none() {
        assertThat(tokens.read(TestKeys.signed(claims(), "JWT"))).isEmpty();
        var none = Base64.getUrlEncoder().withoutPadding();
        var unsigned = none.encodeToString("{\"alg\":\"none\",\"typ\":\"at+jwt\"}".getBytes())
                + "."
                + none.encodeToString(claims().toJson().getBytes())
                + ".";
        assertThat(tokens.read(unsigned)).isEmpty();
        assertThat(tokens.read("x".repeat(10_000))).isEmpty();
        assertThat(tokens.read("")).isEmpty();
    }

    private boolean read(Consumer<JwtClaims> change) {
        var claims = claims();
        change.accept(claims);
        return tokens.read(TestKeys.signed(claims, "at+jwt")).isPresent();
    }

    private JwtClaims claims() {
        var claims = new JwtClaims();
        claims.setIssuer(TestKeys.ISSUER);
        claims.setAudience("autocharge-api");
        claims.setClaim("tid", partner.value());
        claims.setClaim("client_id", "key_1");
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        return claims;
    }
}
