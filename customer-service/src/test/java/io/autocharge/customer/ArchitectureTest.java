package io.autocharge.customer;

import io.autocharge.runtime.ArchitectureRules;

/** The customer service keeps the rules of the house. */
class ArchitectureTest extends ArchitectureRules {

    ArchitectureTest() {
        super("io.autocharge.customer");
    }
}
