package io.autocharge.payment.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocharge.contracts.PartnerId;
import io.autocharge.payment.domain.PaymentProcessor;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
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

    private ConfiguredProcessors with(Map<String, String> settings) {
        var config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
        return new ConfiguredProcessors(List.of(sandbox, abroad), config);
    }

    private static PaymentProcessor named(String name) {
        return (PaymentProcessor) Proxy.newProxyInstance(
                PaymentProcessor.class.getClassLoader(),
                new Class<?>[] {PaymentProcessor.class},
                (self, method, given) -> switch (method.getName()) {
                    case "name" -> name;
                    case "equals" -> self == given[0];
                    case "hashCode" -> name.hashCode();
                    case "toString" -> name;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
