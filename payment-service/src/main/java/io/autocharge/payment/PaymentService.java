package io.autocharge.payment;

import io.autocharge.contracts.Context;
import io.autocharge.payment.domain.AutoPay;
import io.autocharge.payment.domain.AutoPayBook;
import io.autocharge.payment.domain.Charge;
import io.autocharge.payment.domain.PartnerAccount;
import io.autocharge.payment.domain.Wallet;
import io.autocharge.payment.policy.QueueDueCharges;
import io.autocharge.payment.policy.QueueSubmissions;
import io.autocharge.payment.policy.ScheduleCharges;
import io.autocharge.payment.policy.StartDueCharges;
import io.autocharge.payment.policy.SubmitCharges;
import io.autocharge.payment.policy.SubmitToProcessor;
import io.autocharge.payment.view.Charges;
import io.autocharge.payment.view.Journal;
import io.autocharge.runtime.ServiceModule;
import io.autocharge.runtime.Worker;
import jakarta.inject.Singleton;
import java.util.List;

/** The payment service on one page. */
@Singleton
class PaymentService implements ServiceModule {

    private final ScheduleCharges scheduleCharges;
    private final QueueDueCharges queueDueCharges;
    private final SubmitCharges submitCharges;
    private final QueueSubmissions queueSubmissions;
    private final StartDueCharges startDueCharges;
    private final SubmitToProcessor submitToProcessor;
    private final Charges charges;
    private final Journal journal;

    PaymentService(
            ScheduleCharges scheduleCharges,
            QueueDueCharges queueDueCharges,
            SubmitCharges submitCharges,
            QueueSubmissions queueSubmissions,
            StartDueCharges startDueCharges,
            SubmitToProcessor submitToProcessor,
            Charges charges,
            Journal journal) {
        this.scheduleCharges = scheduleCharges;
        this.queueDueCharges = queueDueCharges;
        this.submitCharges = submitCharges;
        this.queueSubmissions = queueSubmissions;
        this.startDueCharges = startDueCharges;
        this.submitToProcessor = submitToProcessor;
        this.charges = charges;
        this.journal = journal;
    }

    @Override
    public Context context() {
        return Context.PAYMENT;
    }

    @Override
    public List<Class<?>> aggregates() {
        return List.of(Wallet.class, Charge.class, PartnerAccount.class, AutoPayBook.class, AutoPay.class);
    }

    @Override
    public List<Object> policies() {
        return List.of(scheduleCharges, queueDueCharges, submitCharges, queueSubmissions);
    }

    @Override
    public List<Object> views() {
        return List.of(charges, journal);
    }

    @Override
    public List<Worker<?>> workers() {
        return List.of(startDueCharges, submitToProcessor);
    }

    @Override
    public List<Context> listensTo() {
        return List.of(Context.CUSTOMER, Context.INVOICE);
    }
}
