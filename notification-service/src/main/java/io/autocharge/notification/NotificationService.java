package io.autocharge.notification;

import io.autocharge.contracts.Context;
import io.autocharge.notification.domain.Message;
import io.autocharge.notification.domain.WebhookEndpoint;
import io.autocharge.notification.policy.DeliverWebhooks;
import io.autocharge.notification.policy.GiveNotices;
import io.autocharge.notification.policy.PlanNotices;
import io.autocharge.notification.policy.PlanReminders;
import io.autocharge.notification.policy.QueueMails;
import io.autocharge.notification.policy.QueueSignInLinks;
import io.autocharge.notification.policy.QueueStaffLinks;
import io.autocharge.notification.policy.QueueWebhooks;
import io.autocharge.notification.policy.RemindCustomers;
import io.autocharge.notification.policy.ResendWebhooks;
import io.autocharge.notification.policy.SendConfirmations;
import io.autocharge.notification.policy.SendFailures;
import io.autocharge.notification.policy.SendMails;
import io.autocharge.notification.policy.SendPaymentLinks;
import io.autocharge.notification.policy.SendSignInLinks;
import io.autocharge.notification.policy.SendStaffLinks;
import io.autocharge.notification.policy.TellFailures;
import io.autocharge.notification.policy.TellLockedLinks;
import io.autocharge.notification.policy.TellPausedWebhooks;
import io.autocharge.notification.view.Bills;
import io.autocharge.notification.view.Correspondents;
import io.autocharge.notification.view.FailedCharges;
import io.autocharge.notification.view.Messages;
import io.autocharge.notification.view.PartnerFeed;
import io.autocharge.notification.view.PlannedCharges;
import io.autocharge.notification.view.Receipts;
import io.autocharge.notification.view.WebhookEndpoints;
import io.autocharge.runtime.ServiceModule;
import io.autocharge.runtime.Worker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** The notification service on one page. */
@Singleton
class NotificationService implements ServiceModule {

    @Inject
    SendConfirmations sendConfirmations;

    @Inject
    SendPaymentLinks sendPaymentLinks;

    @Inject
    SendFailures sendFailures;

    @Inject
    PlanNotices planNotices;

    @Inject
    PlanReminders planReminders;

    @Inject
    QueueMails queueMails;

    @Inject
    QueueSignInLinks queueSignInLinks;

    @Inject
    QueueStaffLinks queueStaffLinks;

    @Inject
    SendMails sendMails;

    @Inject
    SendStaffLinks sendStaffLinks;

    @Inject
    SendSignInLinks sendSignInLinks;

    @Inject
    TellFailures tellFailures;

    @Inject
    GiveNotices giveNotices;

    @Inject
    RemindCustomers remindCustomers;

    @Inject
    QueueWebhooks queueWebhooks;

    @Inject
    TellPausedWebhooks tellPausedWebhooks;

    @Inject
    TellLockedLinks tellLockedLinks;

    @Inject
    DeliverWebhooks deliverWebhooks;

    @Inject
    ResendWebhooks resendWebhooks;

    @Inject
    Correspondents correspondents;

    @Inject
    Bills bills;

    @Inject
    FailedCharges failedCharges;

    @Inject
    PlannedCharges plannedCharges;

    @Inject
    Receipts receipts;

    @Inject
    Messages messages;

    @Inject
    WebhookEndpoints webhookEndpoints;

    @Inject
    PartnerFeed partnerFeed;

    @Override
    public Context context() {
        return Context.NOTIFICATION;
    }

    @Override
    public List<Class<?>> aggregates() {
        return List.of(Message.class, WebhookEndpoint.class);
    }

    @Override
    public List<Object> policies() {
        return List.of(
                sendConfirmations,
                sendPaymentLinks,
                sendFailures,
                planNotices,
                planReminders,
                queueMails,
                queueSignInLinks,
                queueStaffLinks,
                queueWebhooks,
                tellPausedWebhooks,
                tellLockedLinks);
    }

    @Override
    public List<Object> views() {
        return List.of(
                correspondents,
                bills,
                failedCharges,
                plannedCharges,
                receipts,
                messages,
                webhookEndpoints,
                partnerFeed);
    }

    @Override
    public List<Worker<?>> workers() {
        return List.of(
                sendMails,
                sendSignInLinks,
                sendStaffLinks,
                tellFailures,
                giveNotices,
                remindCustomers,
                deliverWebhooks,
                resendWebhooks);
    }

    @Override
    public List<Context> listensTo() {
        return List.of(Context.CUSTOMER, Context.INVOICE, Context.PAYMENT);
    }
}
