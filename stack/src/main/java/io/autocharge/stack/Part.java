package io.autocharge.stack;

import java.util.List;
import java.util.Map;

/**
 * A process that belongs to the system.
 *
 * @param door where it listens, which also names it
 * @param command how it is started
 * @param environment what it is told
 * @param probe tells when it does its work
 * @param url what a person or a client opens
 */
record Part(Door door, List<String> command, Map<String, String> environment, Probe probe, String url) {

    String name() {
        return door.label();
    }
}
