package io.autocharge.runtime.kafka;

import io.autocharge.contracts.Context;
import io.autocharge.door.Told;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/** The topics of this service and what the broker promises about them. */
@Singleton
public class Topics implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Topics.class);
    private static final long TIMEOUT_S = 6;
    private static final String AUTO_CREATE = "auto.create.topics.enable";
    private static final Duration KNOWN_FOR = Duration.ofSeconds(5);

    private static final Map<String, String> A_WEEK = Map.of(TopicConfig.RETENTION_MS_CONFIG, "604800000");
    private static final Pattern ISSUER = Pattern.compile("[a-zA-Z0-9._-]{1,200}");

    private final KafkaSettings settings;
    private Admin admin;
    private Set<String> known = Set.of();
    private long knownSince = System.nanoTime() - KNOWN_FOR.toNanos();

    public Topics(KafkaSettings settings) {
        this.settings = settings;
    }

    /** Kafka could not be asked; it may be later. */
    static final class Unreachable extends RuntimeException {
        Unreachable(Throwable cause) {
            super("Kafka does not answer" + (cause.getMessage() == null ? "." : ": " + cause.getMessage()), cause);
        }
    }

    /**
     * Makes the two topics of a context if they are not there, and asserts what the promises rest on. Events are kept for
     * ever, commands for a week.
     *
     * @throws IllegalStateException if the broker makes topics up by itself, so that a misspelt one would swallow messages
     */
    void ensure(Context own) {
        assertNoneIsMadeUp();
        create(
                own.eventTopic(),
                Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1", TopicConfig.RETENTION_BYTES_CONFIG, "-1"));
        create(own.commandTopic(), A_WEEK);
        for (var topic : List.of(own.eventTopic(), own.commandTopic())) {
            assertCopies(topic);
            assertNothingIsLost(topic);
        }
    }

    /** Makes the topic {@code replies.<issuer>} for each issuer of commands, so that it can listen before it orders. */
    void ensureReplies(Set<String> issuers) {
        for (var issuer : issuers) {
            try {
                if (ISSUER.matcher(issuer).matches()) {
                    create("replies." + issuer, 1, A_WEEK);
                }
            } catch (AuthorizationException e) {
                LOG.warnf("the topic replies.%s is left for its owner to make: %s", issuer, Told.in(e));
            }
        }
    }

    /** Whether all these topics are there. */
    boolean exist(Collection<String> topics) {
        return names(false).containsAll(topics) || names(true).containsAll(topics);
    }

    /** An admin client, for the readings of operators. */
    synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(settings.admin("autocharge-admin"));
        }
        return admin;
    }

    @Override
    @PreDestroy
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(2));
        }
    }

    /** Waits a bounded time for Kafka's answer. */
    static <T> T answer(Future<T> question) {
        try {
            return question.get(TIMEOUT_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable(e);
        } catch (TimeoutException e) {
            throw new Unreachable(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException || e.getCause() instanceof TopicExistsException) {
                throw (RuntimeException) e.getCause();
            }
            throw new Unreachable(e.getCause());
        }
    }

    private synchronized Set<String> names(boolean fresh) {
        var old = System.nanoTime() - knownSince > KNOWN_FOR.toNanos();
        if (old || (fresh && System.nanoTime() - knownSince > KNOWN_FOR.toNanos() / 20)) {
            known = answer(admin().listTopics().names());
            knownSince = System.nanoTime();
        }
        return known;
    }

    private void create(String name, Map<String, String> config) {
        create(name, settings.partitions(), config);
    }

    private void create(String name, int partitions, Map<String, String> config) {
        if (names(true).contains(name)) {
            return;
        }
        try {
            var topic = new NewTopic(name, partitions, settings.replicas()).configs(safely(config));
            answer(admin().createTopics(List.of(topic)).all());
            LOG.infof("made the topic %s with %d partitions", name, partitions);
        } catch (TopicExistsException e) {
            LOG.debugf("another process has just made %s", name);
        }
    }

    /** With three copies or more, what is acknowledged is on two of them, and one that lacks it never leads. */
    private Map<String, String> safely(Map<String, String> config) {
        var all = new HashMap<>(config);
        all.put(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false");
        if (settings.replicas() > 2) {
            all.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
        }
        return all;
    }

    private void assertNothingIsLost(String topic) {
        try {
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            var config =
                    answer(admin().describeConfigs(List.of(resource)).all()).get(resource);
            if ("true".equals(value(config, TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG))) {
                throw new IllegalStateException("The topic " + topic + " may be led by a broker that lacks messages: "
                        + TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG + " must be false.");
            }
            if (settings.replicas() > 2
                    && Integer.parseInt(value(config, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG)) < 2) {
                throw new IllegalStateException("The topic " + topic + " may acknowledge what one broker alone has: "
                        + TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG + " must be 2 or more.");
            }
        } catch (AuthorizationException e) {
            LOG.warnf("the settings of the topic %s could not be checked: %s", topic, Told.in(e));
        }
    }

    private static String value(Config config, String name) {
        var entry = config.get(name);
        return entry == null || entry.value() == null ? "0" : entry.value();
    }

    private void assertNoneIsMadeUp() {
        try {
            var brokers = answer(admin().describeCluster().nodes()).stream()
                    .map(node -> new ConfigResource(ConfigResource.Type.BROKER, node.idString()))
                    .collect(Collectors.toList());
            answer(admin().describeConfigs(brokers).all()).forEach((broker, config) -> {
                var entry = config.get(AUTO_CREATE);
                if (entry != null && "true".equals(entry.value())) {
                    throw new IllegalStateException("Kafka's broker " + broker.name() + " has " + AUTO_CREATE
                            + "=true: a misspelt topic would swallow messages. Set it to false.");
                }
            });
        } catch (AuthorizationException e) {
            LOG.warnf("%s could not be checked: %s", AUTO_CREATE, Told.in(e));
        }
    }

    private void assertCopies(String topic) {
        var description = described(topic);
        var fewest = description.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
        if (fewest < settings.replicas()) {
            throw new IllegalStateException("The topic " + topic + " has " + fewest + " copies, and "
                    + settings.replicas() + " are asked for (AUTOCHARGE_KAFKA_REPLICATION_FACTOR).");
        }
    }

    /** A topic that was just made is not known everywhere at once. */
    private TopicDescription described(String topic) {
        var pauses = new Pauses();
        for (int tries = 1; ; tries++) {
            try {
                return answer(admin().describeTopics(List.of(topic)).allTopicNames())
                        .get(topic);
            } catch (Unreachable e) {
                if (tries == 6 || !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
                LockSupport.parkNanos(pauses.next().toNanos());
            }
        }
    }
}
