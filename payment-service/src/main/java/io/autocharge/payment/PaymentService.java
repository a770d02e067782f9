package io.autocharge.payment;

import io.autocharge.contracts.Context;
import io.autocharge.payment.domain.AutoPay;
import io.autocharge.payment.domain.AutoPayBook;
import io.autocharge.payment.domain.Case;
import io.autocharge.payment.domain.Charge;
import io.autocharge.payment.domain.PartnerAccount;
import io.autocharge.payment.domain.Wallet;
import io.autocharge.payment.policy.AdaptPlannedCharges;
import io.autocharge.payment.policy.CarryOutAutoPay;
import io.autocharge.payment.policy.EvaluateInvoices;
import io.autocharge.payment.policy.FollowProcessor;
import io.autocharge.payment.policy.LookAgain;
import io.autocharge.payment.policy.OpenLatePaymentCases;
import io.autocharge.payment.policy.PauseAfterDisputes;
import io.autocharge.payment.policy.QueueDueCharges;
import io.autocharge.payment.policy.QueueRefunds;
import io.autocharge.payment.policy.QueueSubmissions;
import io.autocharge.payment.policy.Reconcile;
import io.autocharge.payment.policy.RefundAtProcessor;
import io.autocharge.payment.policy.RefundCredits;
import io.autocharge.payment.policy.RequestRetries;
import io.autocharge.payment.policy.ScheduleCharges;
import io.autocharge.payment.policy.ScheduleRetries;
import io.autocharge.payment.policy.StartDueCharges;
import io.autocharge.payment.policy.SubmitCharges;
import io.autocharge.payment.policy.SubmitToProcessor;
import io.autocharge.payment.policy.SweepOpenInvoices;
import io.autocharge.payment.policy.TakeOver;
import io.autocharge.payment.policy.WalkOpenInvoices;
import io.autocharge.payment.view.AutoPayRules;
import io.autocharge.payment.view.Cases;
import io.autocharge.payment.view.Charges;
import io.autocharge.payment.view.Journal;
import io.autocharge.payment.view.OpenInvoices;
import io.autocharge.payment.view.Plans;
import io.autocharge.payment.view.Refunds;
import io.autocharge.payment.view.StoppedPartners;
import io.autocharge.runtime.ServiceModule;
import io.autocharge.runtime.Worker;
import jakarta.inject.Singleton;
import java.util.List;

/** The payment service on one page. */
@Singleton
class PaymentService implements ServiceModule {

    private final ScheduleCharges scheduleCharges;
    private final QueueDueCharges queueDueCharges;
    private final AdaptPlannedCharges adaptPlannedCharges;
    private final SubmitCharges submitCharges;
    private final QueueSubmissions queueSubmissions;
    private final RequestRetries requestRetries;
    private final ScheduleRetries scheduleRetries;
    private final TakeOver takeOver;
    private final StartDueCharges startDueCharges;
    private final SubmitToProcessor submitToProcessor;
    private final EvaluateInvoices evaluateInvoices;
    private final CarryOutAutoPay carryOutAutoPay;
    private final SweepOpenInvoices sweepOpenInvoices;
    private final LookAgain lookAgain;
    private final WalkOpenInvoices walkOpenInvoices;
    private final Charges charges;
    private final Plans plans;
    private final OpenInvoices openInvoices;
    private final AutoPayRules autoPayRules;
    private final Journal journal;
    private final StoppedPartners stoppedPartners;
    private final Reconcile reconcile;
    private final QueueRefunds queueRefunds;
    private final RefundCredits refundCredits;
    private final PauseAfterDisputes pauseAfterDisputes;
    private final OpenLatePaymentCases openLatePaymentCases;
    private final RefundAtProcessor refundAtProcessor;
    private final FollowProcessor followProcessor;
    private final Refunds refunds;
    private final Cases cases;

    PaymentService(
            ScheduleCharges scheduleCharges,
            QueueDueCharges queueDueCharges,
            AdaptPlannedCharges adaptPlannedCharges,
            SubmitCharges submitCharges,
            QueueSubmissions queueSubmissions,
            RequestRetries requestRetries,
            ScheduleRetries scheduleRetries,
            TakeOver takeOver,
            StartDueCharges startDueCharges,
            SubmitToProcessor submitToProcessor,
            EvaluateInvoices evaluateInvoices,
            CarryOutAutoPay carryOutAutoPay,
            SweepOpenInvoices sweepOpenInvoices,
            LookAgain lookAgain,
            WalkOpenInvoices walkOpenInvoices,
            Charges charges,
            Plans plans,
            OpenInvoices openInvoices,
            AutoPayRules autoPayRules,
            Journal journal,
            StoppedPartners stoppedPartners,
            Reconcile reconcile,
            QueueRefunds queueRefunds,
            RefundCredits refundCredits,
            PauseAfterDisputes pauseAfterDisputes,
            OpenLatePaymentCases openLatePaymentCases,
            RefundAtProcessor refundAtProcessor,
            FollowProcessor followProcessor,
            Refunds refunds,
            Cases cases) {
        this.scheduleCharges = scheduleCharges;
        this.queueDueCharges = queueDueCharges;
        this.adaptPlannedCharges = adaptPlannedCharges;
        this.submitCharges = submitCharges;
        this.queueSubmissions = queueSubmissions;
        this.requestRetries = requestRetries;
        this.scheduleRetries = scheduleRetries;
        this.takeOver = takeOver;
        this.startDueCharges = startDueCharges;
        this.submitToProcessor = submitToProcessor;
        this.evaluateInvoices = evaluateInvoices;
        this.carryOutAutoPay = carryOutAutoPay;
        this.sweepOpenInvoices = sweepOpenInvoices;
        this.lookAgain = lookAgain;
        this.walkOpenInvoices = walkOpenInvoices;
        this.charges = charges;
        this.plans = plans;
        this.openInvoices = openInvoices;
        this.autoPayRules = autoPayRules;
        this.journal = journal;
        this.stoppedPartners = stoppedPartners;
        this.reconcile = reconcile;
        this.queueRefunds = queueRefunds;
        this.refundCredits = refundCredits;
        this.pauseAfterDisputes = pauseAfterDisputes;
        this.openLatePaymentCases = openLatePaymentCases;
        this.refundAtProcessor = refundAtProcessor;
        this.followProcessor = followProcessor;
        this.refunds = refunds;
        this.cases = cases;
    }

    @Override
    public Context context() {
        return Context.PAYMENT;
    }

    @Override
    public List<Class<?>> aggregates() {
        return List.of(Wallet.class, Charge.class, Case.class, PartnerAccount.class, AutoPayBook.class, AutoPay.class);
    }

    @Override
    public List<Object> policies() {
        return List.of(
                scheduleCharges,
                queueDueCharges,
                adaptPlannedCharges,
                submitCharges,
                queueSubmissions,
                requestRetries,
                scheduleRetries,
                takeOver,
                evaluateInvoices,
                carryOutAutoPay,
                sweepOpenInvoices,
                queueRefunds,
                refundCredits,
                pauseAfterDisputes,
                openLatePaymentCases);
    }

    @Override
    public List<Object> views() {
        return List.of(charges, plans, refunds, cases, journal, stoppedPartners, openInvoices, autoPayRules);
    }

    @Override
    public List<Worker<?>> workers() {
        return List.of(
                startDueCharges,
                submitToProcessor,
                refundAtProcessor,
                followProcessor,
                reconcile,
                lookAgain,
                walkOpenInvoices);
    }

    @Override
    public List<Context> listensTo() {
        return List.of(Context.CUSTOMER, Context.INVOICE);
    }
}
