package io.autocharge.runtime;

/** The runtime keeps the rules that it sets. */
class RuntimeArchitectureTest extends ArchitectureRules {

    RuntimeArchitectureTest() {
        super("io.autocharge.runtime.axon");
    }
}
