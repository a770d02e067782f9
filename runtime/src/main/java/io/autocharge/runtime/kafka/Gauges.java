package io.autocharge.runtime.kafka;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Asks Kafka how far topics and groups are. */
final class Gauges {

    private static final Logger LOG = Logger.getLogger(Gauges.class);

    private final Topics topics;
    private boolean isAway;

    Gauges(Topics topics) {
        this.topics = topics;
    }

    /** The partitions of a topic and how far a group has taken them; none if Kafka does not answer. */
    List<Streams.Partition> partitions(String topic, String group) {
        if (isAway) {
            return List.of();
        }
        try {
            if (!topics.exist(List.of(topic))) {
                return List.of();
            }
            return read(topic, group);
        } catch (RuntimeException e) {
            isAway = true; // nobody waits as often as there are topics
            LOG.debugf("no reading of %s: %s", topic, e.getMessage());
            return List.of();
        }
    }

    private List<Streams.Partition> read(String topic, String group) {
        var admin = topics.admin();
        var partitions =
                Topics.answer(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic).partitions().stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
        var starts = Topics.answer(
                admin.listOffsets(each(partitions, OffsetSpec.earliest())).all());
        var ends = Topics.answer(
                admin.listOffsets(each(partitions, OffsetSpec.latest())).all());
        Map<TopicPartition, OffsetAndMetadata> taken = group == null
                ? Map.of()
                : Topics.answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return partitions.stream()
                .map(partition -> {
                    var start = starts.get(partition).offset();
                    var at = taken.get(partition);
                    return new Streams.Partition(
                            partition.partition(),
                            start,
                            ends.get(partition).offset(),
                            group == null ? null : at == null ? start : (Long) at.offset());
                })
                .toList();
    }

    private static Map<TopicPartition, OffsetSpec> each(List<TopicPartition> partitions, OffsetSpec spec) {
        return partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec));
    }
}
