package io.autocharge.payment;

import io.autocharge.contracts.Context;
import io.autocharge.payment.domain.AutoPay;
import io.autocharge.payment.domain.AutoPayBook;
import io.autocharge.payment.domain.Case;
import io.autocharge.payment.domain.Charge;
import io.autocharge.payment.domain.LinkBook;
import io.autocharge.payment.domain.LinkBreaker;
import io.autocharge.payment.domain.PartnerAccount;
import io.autocharge.payment.domain.Wallet;
import io.autocharge.payment.policy.AdaptPlannedCharges;
import io.autocharge.payment.policy.AnswerKnocks;
import io.autocharge.payment.policy.CarryOutAutoPay;
import io.autocharge.payment.policy.ClosePaymentLinks;
import io.autocharge.payment.policy.EvaluateInvoices;
import io.autocharge.payment.policy.FollowProcessor;
import io.autocharge.payment.policy.IssuePaymentLinks;
import io.autocharge.payment.policy.LookAgain;
import io.autocharge.payment.policy.OpenLatePaymentCases;
import io.autocharge.payment.policy.PauseAfterDisputes;
import io.autocharge.payment.policy.QueueDueCharges;
import io.autocharge.payment.policy.QueueExpiringLinks;
import io.autocharge.payment.policy.QueueRefunds;
import io.autocharge.payment.policy.QueueSubmissions;
import io.autocharge.payment.policy.Reconcile;
import io.autocharge.payment.policy.RecordLinkTries;
import io.autocharge.payment.policy.RefundAtProcessor;
import io.autocharge.payment.policy.RefundCredits;
import io.autocharge.payment.policy.RenewPaymentLinks;
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
import io.autocharge.payment.view.PaymentLinksOut;
import io.autocharge.payment.view.Plans;
import io.autocharge.payment.view.Refunds;
import io.autocharge.payment.view.StoppedPartners;
import io.autocharge.runtime.ServiceModule;
import io.autocharge.runtime.Worker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** The payment service on one page. */
@Singleton
class PaymentService implements ServiceModule {

    @Inject
    ScheduleCharges scheduleCharges;

    @Inject
    QueueDueCharges queueDueCharges;

    @Inject
    AdaptPlannedCharges adaptPlannedCharges;

    @Inject
    SubmitCharges submitCharges;

    @Inject
    QueueSubmissions queueSubmissions;

    @Inject
    RequestRetries requestRetries;

    @Inject
    ScheduleRetries scheduleRetries;

    @Inject
    TakeOver takeOver;

    @Inject
    StartDueCharges startDueCharges;

    @Inject
    SubmitToProcessor submitToProcessor;

    @Inject
    EvaluateInvoices evaluateInvoices;

    @Inject
    CarryOutAutoPay carryOutAutoPay;

    @Inject
    SweepOpenInvoices sweepOpenInvoices;

    @Inject
    LookAgain lookAgain;

    @Inject
    WalkOpenInvoices walkOpenInvoices;

    @Inject
    Charges charges;

    @Inject
    Plans plans;

    @Inject
    OpenInvoices openInvoices;

    @Inject
    AutoPayRules autoPayRules;

    @Inject
    Journal journal;

    @Inject
    StoppedPartners stoppedPartners;

    @Inject
    Reconcile reconcile;

    @Inject
    QueueRefunds queueRefunds;

    @Inject
    RefundCredits refundCredits;

    @Inject
    PauseAfterDisputes pauseAfterDisputes;

    @Inject
    OpenLatePaymentCases openLatePaymentCases;

    @Inject
    RefundAtProcessor refundAtProcessor;

    @Inject
    FollowProcessor followProcessor;

    @Inject
    AnswerKnocks answerKnocks;

    @Inject
    Refunds refunds;

    @Inject
    Cases cases;

    @Inject
    IssuePaymentLinks issuePaymentLinks;

    @Inject
    ClosePaymentLinks closePaymentLinks;

    @Inject
    RecordLinkTries recordLinkTries;

    @Inject
    QueueExpiringLinks queueExpiringLinks;

    @Inject
    RenewPaymentLinks renewPaymentLinks;

    @Inject
    PaymentLinksOut paymentLinksOut;

    @Override
    public Context context() {
        return Context.PAYMENT;
    }

    @Override
    public List<Class<?>> aggregates() {
        return List.of(
                Wallet.class,
                Charge.class,
                Case.class,
                PartnerAccount.class,
                AutoPayBook.class,
                AutoPay.class,
                LinkBook.class,
                LinkBreaker.class);
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
                openLatePaymentCases,
                issuePaymentLinks,
                closePaymentLinks,
                recordLinkTries,
                queueExpiringLinks);
    }

    @Override
    public List<Object> views() {
        return List.of(
                charges, plans, refunds, cases, journal, stoppedPartners, openInvoices, autoPayRules, paymentLinksOut);
    }

    @Override
    public List<Worker<?>> workers() {
        return List.of(
                startDueCharges,
                submitToProcessor,
                refundAtProcessor,
                followProcessor,
                answerKnocks,
                reconcile,
                lookAgain,
                walkOpenInvoices,
                renewPaymentLinks);
    }

    @Override
    public List<Context> listensTo() {
        return List.of(Context.CUSTOMER, Context.INVOICE);
    }
}
