package io.autocharge.runtime.mongo;

import io.autocharge.runtime.ServiceModule;
import io.autocharge.runtime.Worker;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Has the workers of a service work off their lists, in this process, until it stops. */
@Singleton
public class Workers {

    private final StoredWorklists lists;
    private final SandboxClock sandbox;
    private final Clock clock;
    private final List<Crew<?>> crews = new ArrayList<>();

    public Workers(StoredWorklists lists, SandboxClock sandbox, Clock clock) {
        this.lists = lists;
        this.sandbox = sandbox;
        this.clock = clock;
    }

    /** Lets all workers of {@code module} begin. */
    public synchronized void start(ServiceModule module) {
        sandbox.onMove(lists::clockMoved);
        module.workers().forEach(this::hire);
    }

    /** Lets everybody finish what is in hand, and waits for it, within bounds. */
    public synchronized void stop() {
        crews.forEach(Crew::dismiss);
        crews.forEach(crew -> crew.join(Duration.ofSeconds(10)));
        crews.clear();
    }

    private <T> void hire(Worker<T> worker) {
        crews.add(new Crew<>(worker, lists.of(worker.type(), worker.worklist()), clock, sandbox::refresh).start());
    }
}
