package io.autocharge.simulation;

import io.autocharge.contracts.Context;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Outcome;
import io.autocharge.contracts.payment.Outcome.Status;
import io.autocharge.payment.domain.PaymentProcessor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Puts one mistake into a world, from outside: the product's own code has no switches for it. */
final class Seeding {

    private final SeededFault fault;
    private int tries;

    Seeding(SeededFault fault) {
        this.fault = fault;
    }

    /** The processor as a product with this mistake would ask it. */
    PaymentProcessor over(PaymentProcessor processor) {
        return (PaymentProcessor) Proxy.newProxyInstance(
                Seeding.class.getClassLoader(), new Class<?>[] {PaymentProcessor.class}, (self, method, with) -> {
                    if (fault == SeededFault.A_FRESH_KEY_FOR_EACH_TRY
                            && method.getName().equals("charge")) {
                        return processor.charge(
                                ChargeId.derived(with[0].toString(), "try", "" + tries++), (String) with[1], (Money)
                                        with[2]);
                    }
                    try {
                        return read(method.getName(), method.invoke(processor, with));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Object read(String method, Object answer) {
        return switch (fault) {
            case A_TIME_OUT_IS_READ_AS_A_DECLINE ->
                Outcome.unknown().equals(answer) ? new Outcome(Status.DECLINED, null, "time_out") : answer;
            case NOT_FOUND_IS_READ_AS_FAILED ->
                method.equals("find") && Optional.empty().equals(answer)
                        ? Optional.of(new Outcome(Status.DECLINED, null, "not_found"))
                        : answer;
            case ASKED_AGAIN_AFTER_THE_KEY_HAS_ENDED -> method.equals("keyWindow") ? Duration.ofDays(3_650) : answer;
            default -> answer;
        };
    }

    /** Puts what is not a port's mistake into its place. */
    void into(World world) {
        var invoices = world.service(Context.INVOICE);
        switch (fault) {
            case THE_RESERVATION_IS_FREED_ON_UNKNOWN -> invoices.addPolicy(new FreeUnknown(invoices::send));
            case AN_INVOICE_FORGETS_WHO_PAID -> invoices.beforeDecision(Seeding::forgetPayers);
            case THE_PARTNER_IS_NOT_CHECKED -> Unchecked.in(world.service(Context.PAYMENT));
            default -> {}
        }
    }

    private static void forgetPayers(Object root) {
        try {
            for (var field : root.getClass().getDeclaredFields()) {
                field.setAccessible(true);
                if (field.get(root) instanceof Map<?, ?> map && field.getName().equals("payments")) {
                    map.clear();
                } else if (field.get(root) != null
                        && field.getType().getPackage() == root.getClass().getPackage()) {
                    forgetPayers(field.get(root));
                }
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
