package io.autocharge.simulation;

/** Whether things go wrong just now. */
final class Faults {

    private boolean on;

    boolean are() {
        return on;
    }

    void start() {
        on = true;
    }

    void stop() {
        on = false;
    }
}
