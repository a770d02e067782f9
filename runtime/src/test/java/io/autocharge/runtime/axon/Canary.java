package io.autocharge.runtime.axon;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicInteger;

/** Notices when anybody makes one of it, by whatever way a reader of foreign texts could be led to do so. */
public class Canary implements Serializable {

    private static final long serialVersionUID = 1;

    /** Counts outside of the class, so that even its loading is noticed. */
    static final class Count {
        static final AtomicInteger EXECUTED = new AtomicInteger();

        private Count() {}
    }

    static {
        Count.EXECUTED.incrementAndGet();
    }

    public Canary() {
        Count.EXECUTED.incrementAndGet();
    }

    public Canary(String command) {
        Count.EXECUTED.incrementAndGet();
    }

    public void setCommand(String command) {
        Count.EXECUTED.incrementAndGet();
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        Count.EXECUTED.incrementAndGet();
    }
}
