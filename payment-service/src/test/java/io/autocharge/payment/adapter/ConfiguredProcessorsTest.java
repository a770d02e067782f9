package io.autocharge.payment.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocharge.contracts.PartnerId;
import io.autocharge.payment.domain.PaymentProcessor;
import io.autocharge.runtime.Worker;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConfiguredProcessorsTest {

    private static final PartnerId ONE = PartnerId.derived("one");
    private static final PartnerId OTHER = PartnerId.derived("other");

    private final PaymentProcessor sandbox = named("sandbox");
    private final PaymentProcessor abroad = named("abroad");

    @Test
    void a_partner_of_whom_nothing_is_said_uses_the_sandbox() {
        assertThat(with(Map.of()).of(ONE)).isSameAs(sandbox);
        assertThat(with(Map.of()).all()).containsExactly(sandbox);
    }

    @Test
    void one_name_chooses_for_everybody_and_a_partner_may_have_another() {
        var processors = with(Map.of(
                "autocharge.processor.name", "abroad", "autocharge.processor.by-partner.\"" + ONE + "\"", "sandbox"));
        assertThat(processors.of(ONE)).isSameAs(sandbox);
        assertThat(processors.of(OTHER)).isSameAs(abroad);
        assertThat(processors.all()).containsExactly(abroad, sandbox);
    }

    @Test
    void a_name_that_nobody_has_stops_the_start() {
        assertThatThrownBy(() -> with(Map.of("autocharge.processor.name", "nobody")))
                .hasMessageContaining("'nobody'");
    }

    @Test
    void a_processor_that_answers_later_than_a_charge_is_held_or_forgets_its_key_before_stops_the_start() {
        var slow = named("slow", Duration.ofSeconds(90), Duration.ofHours(24));
        var forgetful = named("forgetful", Duration.ofSeconds(60), Duration.ofSeconds(90));

        assertThatThrownBy(() -> with(List.of(slow), Map.of("autocharge.processor.name", "slow")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'slow' may take PT1M30S to answer");
        assertThatThrownBy(() -> with(List.of(forgetful), Map.of("autocharge.processor.name", "forgetful")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'forgetful' remembers a key for PT1M30S");
        assertThat(with(List.of(sandbox, slow), Map.of()).all())
                .as("who is not in use may be as it likes")
                .containsExactly(sandbox);
    }

    @Test
    void our_own_processors_answer_in_time_and_stripe_without_a_key_stops_the_start() {
        var stripe = new StripeProcessor(
                new StripeSettings("https://api.stripe.com", Optional.empty(), Optional.empty(), Optional.empty()));
        var own = new HttpProcessor("http://127.0.0.1:1", Optional.empty(), Duration.ofHours(24));

        assertThat(List.of(stripe, own))
                .allSatisfy(one -> assertThat(one.longestAnswer()).isLessThan(Worker.LEASE));
        assertThatThrownBy(() -> with(List.of(own, stripe), Map.of("autocharge.processor.name", "stripe")))
                .hasMessageContaining("autocharge.stripe.secret-key is not set");
    }

    private ConfiguredProcessors with(Map<String, String> settings) {
        return with(List.of(sandbox, abroad), settings);
    }

    private static ConfiguredProcessors with(List<PaymentProcessor> processors, Map<String, String> settings) {
        var config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
        return new ConfiguredProcessors(processors, config);
    }

    private static PaymentProcessor named(String name) {
        return named(name, Duration.ofSeconds(40), Duration.ofHours(24));
    }

    private static PaymentProcessor named(String name, Duration longestAnswer, Duration keyWindow) {
        return (PaymentProcessor) Proxy.newProxyInstance(
                PaymentProcessor.class.getClassLoader(),
                new Class<?>[] {PaymentProcessor.class},
                (self, method, given) -> switch (method.getName()) {
                    case "name" -> name;
                    case "longestAnswer" -> longestAnswer;
                    case "keyWindow" -> keyWindow;
                    case "check" -> null;
                    case "equals" -> self == given[0];
                    case "hashCode" -> name.hashCode();
                    case "toString" -> name;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
