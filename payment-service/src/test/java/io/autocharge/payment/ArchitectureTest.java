package io.autocharge.payment;

import io.autocharge.runtime.ArchitectureRules;

/** The payment service keeps the rules of the house. */
class ArchitectureTest extends ArchitectureRules {

    ArchitectureTest() {
        super("io.autocharge.payment");
    }
}
