package io.autocharge.runtime.axon;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.AggregateCacheEntry;

/**
 * Aggregates that were ordered about lately, so that they need not be read again. Bounded: who was left alone longest goes
 * first. What proves an entry right is the store, which takes each place in the life of an aggregate once.
 */
final class HotAggregates implements Cache {

    private final Map<Object, Object> entries;

    HotAggregates(int most) {
        entries = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Object, Object> eldest) {
                return size() > most;
            }
        };
    }

    /** The sequence up to which the aggregate {@code id} is known here. */
    synchronized OptionalLong sequence(String id) {
        if (entries.get(id) instanceof AggregateCacheEntry<?> entry) {
            var version = entry.recreateAggregate(null, null, null).version();
            return version == null ? OptionalLong.empty() : OptionalLong.of(version);
        }
        return OptionalLong.empty();
    }

    @Override
    @SuppressWarnings("unchecked")
    public synchronized <K, V> V get(K key) {
        return (V) entries.get(key);
    }

    @Override
    public synchronized void put(Object key, Object value) {
        entries.put(key, value);
    }

    @Override
    public synchronized boolean putIfAbsent(Object key, Object value) {
        return entries.putIfAbsent(key, value) == null;
    }

    @Override
    public synchronized boolean remove(Object key) {
        return entries.remove(key) != null;
    }

    @Override
    public synchronized void removeAll() {
        entries.clear();
    }

    @Override
    public synchronized boolean containsKey(Object key) {
        return entries.containsKey(key);
    }

    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        return () -> true;
    }
}
