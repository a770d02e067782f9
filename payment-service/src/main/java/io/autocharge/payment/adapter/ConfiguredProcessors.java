package io.autocharge.payment.adapter;

import io.autocharge.contracts.PartnerId;
import io.autocharge.payment.domain.PaymentProcessor;
import io.autocharge.payment.domain.Processors;
import io.autocharge.runtime.Worker;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/**
 * The processor that the configuration names: {@code autocharge.processor.name} for everybody, and
 * {@code autocharge.processor.by-partner."par_…"} for a partner that has another.
 */
@Singleton
public class ConfiguredProcessors implements Processors {

    static final String NAME = "autocharge.processor.name";
    static final String BY_PARTNER = "autocharge.processor.by-partner.";

    private static final String IN_THE_ENVIRONMENT = "AUTOCHARGE_PROCESSOR_BY_PARTNER_";

    private final Map<String, PaymentProcessor> known;
    private final Config config;
    private final PaymentProcessor usual;

    @Inject
    ConfiguredProcessors(@Any Instance<PaymentProcessor> processors, Config config) {
        this(processors.stream().toList(), config);
    }

    ConfiguredProcessors(List<PaymentProcessor> processors, Config config) {
        this.known = processors.stream()
                .collect(Collectors.toMap(PaymentProcessor::name, Function.identity(), (a, b) -> a, TreeMap::new));
        this.config = config;
        this.usual = named(config.getOptionalValue(NAME, String.class).orElse(HttpProcessor.NAME));
        all().forEach(ConfiguredProcessors::check);
    }

    @Override
    public PaymentProcessor of(PartnerId partner) {
        return config.getOptionalValue(BY_PARTNER + '"' + partner + '"', String.class)
                .map(this::named)
                .orElse(usual);
    }

    @Override
    public List<PaymentProcessor> all() {
        var chosen = StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith(BY_PARTNER) || name.startsWith(IN_THE_ENVIRONMENT))
                .map(name -> named(config.getValue(name, String.class)));
        return Stream.concat(Stream.of(usual), chosen).distinct().toList();
    }

    /** What would let a charge be asked for twice is found before the first one is. */
    private static void check(PaymentProcessor processor) {
        processor.check();
        if (processor.longestAnswer().compareTo(Worker.LEASE) >= 0) {
            throw new IllegalStateException(
                    "The payment processor '%s' may take %s to answer, and a charge is held for %s: another process would ask meanwhile."
                            .formatted(processor.name(), processor.longestAnswer(), Worker.LEASE));
        }
        if (processor.keyWindow().compareTo(Worker.LEASE) <= 0) {
            throw new IllegalStateException(
                    "The payment processor '%s' remembers a key for %s, and a charge is held for %s: it could be made twice."
                            .formatted(processor.name(), processor.keyWindow(), Worker.LEASE));
        }
    }

    private PaymentProcessor named(String name) {
        var processor = known.get(name);
        if (processor == null) {
            throw new IllegalStateException(
                    "There is no payment processor '%s', only %s.".formatted(name, known.keySet()));
        }
        return processor;
    }
}
