package io.autocharge.notification;

import io.autocharge.runtime.ArchitectureRules;

/** The notification service keeps the rules of the house. */
class ArchitectureTest extends ArchitectureRules {

    ArchitectureTest() {
        super("io.autocharge.notification");
    }
}
