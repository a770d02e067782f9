package io.autocharge.invoice;

import io.autocharge.runtime.ArchitectureRules;

/** The invoice service keeps the rules of the house. */
class ArchitectureTest extends ArchitectureRules {

    ArchitectureTest() {
        super("io.autocharge.invoice");
    }
}
