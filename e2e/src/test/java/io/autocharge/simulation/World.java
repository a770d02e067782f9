package io.autocharge.simulation;

import io.autocharge.contracts.Context;
import io.autocharge.notification.domain.Courier;
import io.autocharge.notification.domain.Mailer;
import io.autocharge.notification.domain.Stationery;
import io.autocharge.payment.domain.PaymentProcessor;
import io.autocharge.payment.domain.Processors;
import io.autocharge.runtime.Keys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The whole product in one thread: four services, what is between them, and all that can go wrong, from one seed. */
final class World {

    private static final int DEEPEST = 2;

    private final VirtualClock clock = new VirtualClock();
    private final Faults faults = new Faults();
    private final Chance chance;
    private final Trace trace;
    private final Watch watch;
    private final Mailbox mailbox;
    private final Oracle oracle;
    private final Map<Context, Service> services = new EnumMap<>(Context.class);
    private final List<Link> links = new ArrayList<>();
    private final Users users;
    private final long seed;
    private int depth;

    World(long seed, SeededFault fault, boolean told) {
        this.seed = seed;
        chance = new Chance(seed);
        trace = new Trace(told, clock);
        watch = new Watch(trace);
        mailbox = new Mailbox(chance, faults, trace);
        oracle = new Oracle(clock, chance, faults, trace, watch, this::meanwhile);
        var seeds = new Seeding(fault);
        var processor = seeds.over(Duck.as(PaymentProcessor.class, oracle));
        Map<Class<?>, Object> ports = Map.of(
                Processors.class,
                Processors.only(processor),
                Mailer.class,
                mailbox,
                Courier.class,
                Mailbox.courier(),
                Stationery.class,
                Mailbox.stationery(),
                Keys.class,
                new TestKeys());
        for (var context : Context.values()) {
            var moments = new DangerousMoments(chance, faults, trace);
            var service = new Service(context, clock, chance, moments, fault, ports);
            service.store().witnessedBy(watch::happened);
            if (fault == SeededFault.PUBLISHED_BEFORE_IT_IS_STORED) {
                moments.publishFirst(service.store());
            }
            service.onSecondTry(mailbox::mayComeAgain);
            services.put(context, service);
        }
        for (var to : services.values()) {
            for (var from : to.listensTo()) {
                var link = new Link(to, chance, fault);
                services.get(from).store().publishTo(link::offer);
                links.add(link);
            }
        }
        seeds.into(this);
        users = new Users(this, chance);
    }

    long seed() {
        return seed;
    }

    Service service(Context context) {
        return services.get(context);
    }

    VirtualClock clock() {
        return clock;
    }

    Trace trace() {
        return trace;
    }

    Watch watch() {
        return watch;
    }

    Oracle oracle() {
        return oracle;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    /** Runs so many steps with everything going wrong, then lets the world settle and looks at what is left. */
    void run(int steps) {
        users.moveIn();
        faults.start();
        for (int i = 0; i < steps; i++) {
            step();
        }
        faults.stop();
        new Settlement(this).check();
    }

    /** One thing happens somewhere. */
    private void step() {
        var what = chance.upTo(100);
        if (what < 10) {
            users.act();
        } else if (what < 15) {
            pass(Duration.ofMillis(chance.between(1, 20_000)));
        } else if (what < 17) {
            pass(Duration.ofMinutes(chance.between(1, 1_500)));
        } else if (what < 19) {
            chance.oneOf(links).rewindSome();
        } else if (what < 20) {
            die(any(List.copyOf(services.values())));
        } else if (what < 21) {
            attempt(any(List.copyOf(services.values())), Service::retryParked);
        } else if (what < 50) {
            deliver();
        } else if (what < 80) {
            attempt(any(those(Service::isBehind)), Service::readSome);
        } else if (what < 94) {
            attempt(any(those(Service::hasWork)), service -> service.takeWork(chance.percent(80)));
        } else {
            attempt(any(List.copyOf(services.values())), Service::carryOutSome);
        }
    }

    private List<Service> those(Predicate<Service> fitting) {
        return services.values().stream().filter(fitting).toList();
    }

    private Service any(List<Service> some) {
        return some.isEmpty() ? null : chance.oneOf(some);
    }

    private void deliver() {
        var busy = links.stream().filter(link -> !link.isEmpty()).toList();
        if (!busy.isEmpty()) {
            var link = chance.oneOf(busy);
            attempt(link.to(), to -> link.deliverSome());
        }
    }

    private void die(Service service) {
        trace.add("dies", service.context().label(), "");
        service.die();
    }

    /** What a service does may end with its death. */
    void attempt(Service service, Consumer<Service> what) {
        if (service == null) {
            return;
        }
        try {
            what.accept(service);
        } catch (Interrupted e) {
            if (e.crash()) {
                die(service);
            }
        }
    }

    /** While somebody waits for the processor, the world goes on, and whoever waits may die. */
    private void meanwhile() {
        if (depth >= DEEPEST) {
            return;
        }
        var waiting = services.get(Context.PAYMENT);
        var deaths = waiting.deaths();
        depth++;
        try {
            for (int i = chance.upTo(12); i > 0; i--) {
                step();
            }
        } finally {
            depth--;
        }
        if (waiting.deaths() != deaths) {
            throw new Interrupted(true);
        }
    }

    void pass(Duration time) {
        clock.advance(time);
        oracle.tick();
    }

    /** Everything that can happen now without time passing happens. */
    void quiet() {
        var busy = true;
        for (int round = 0; busy && round < 200; round++) {
            busy = false;
            for (var link : links) {
                busy |= !link.isEmpty();
                link.deliverAll();
            }
            for (var service : services.values()) {
                busy |= service.readAll();
                service.retryParked();
                busy |= service.workAll();
            }
        }
        Broken.unless(!busy, "F30 the world settles", "200 rounds were not enough");
    }

    private static final class TestKeys extends Keys {

        TestKeys() {
            super("no folder");
        }

        @Override
        public String text(String name) {
            return "c2ltdWxhdGlvbi1zaW11bGF0aW9uLXNpbXVsYXRpb24tc2ltdWxhdGlvbg==";
        }
    }
}
