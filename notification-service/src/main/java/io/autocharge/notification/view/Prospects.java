package io.autocharge.notification.view;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CollectionTerms;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.customer.PartnerEvent;
import io.autocharge.contracts.customer.PartnerEvent.CollectionTermsAgreed;
import io.autocharge.contracts.customer.PartnerEvent.PartnerRegistered;
import io.autocharge.contracts.invoice.InvoiceEvent;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReleased;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReserved;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceArchived;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.Sums;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeferred;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeShrunk;
import io.autocharge.contracts.payment.ChargeEvent.PaymentMethodSwitched;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.contracts.payment.WalletEvent;
import io.autocharge.contracts.payment.WalletEvent.AutomaticChargesPaused;
import io.autocharge.contracts.payment.WalletEvent.AutomaticChargesResumed;
import io.autocharge.contracts.payment.WalletEvent.DefaultPaymentMethodChosen;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodDisabled;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodRemoved;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodStored;
import io.autocharge.contracts.payment.WalletId;
import io.autocharge.runtime.History;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Optional;

/** What is planned and what is open right now, told from the events themselves: a view may have forgotten for a while. */
@Singleton
public class Prospects {

    /**
     * A charge that is still planned.
     *
     * @param amount at most what is open on the invoice
     * @param method what would be charged as things stand; absent if nothing is on file
     */
    public record Planned(
            PartnerId partnerId,
            CustomerId customerId,
            InvoiceId invoiceId,
            Money amount,
            Method method,
            LocalDate chargeOn,
            Instant chargeAt) {}

    /** How much of an invoice is open; {@code inFlight} if a payment of it is under way. */
    public record Open(InvoiceCreated invoice, Money outstanding, boolean archived, boolean inFlight) {

        /** Whether there is something left to pay. */
        public boolean isOpen() {
            return !archived && outstanding.isPositive();
        }
    }

    /** How a partner wants its customers told, and its calendar. */
    public record Terms(CollectionTerms collection, ZoneId zone, int cutOffHour) {

        /** When the partner's day is cut off. */
        public Instant cutOff(LocalDate day) {
            return day.atTime(cutOffHour, 0).atZone(zone).toInstant();
        }
    }

    private record Wallet(HashMap<PaymentMethodId, Method> methods, PaymentMethodId usual, boolean paused) {}

    private final History histories;
    private final PlannedCharges charges;

    Prospects(History histories, PlannedCharges charges) {
        this.histories = histories;
        this.charges = charges;
    }

    /**
     * The charge as it is planned now; nothing if it was started, ended or canceled, or its invoice is not open.
     *
     * @throws IllegalStateException if nothing was heard of its invoice yet: it may come by another topic, and later
     */
    public Optional<Planned> planned(ChargeId charge) {
        ChargeScheduled plan = null;
        Money amount = null;
        PaymentMethodId method = null;
        var ahead = false;
        for (var event : histories.of(charge, ChargeEvent.class).toList()) {
            if (event instanceof ChargeScheduled scheduled) {
                plan = scheduled;
                amount = scheduled.amount();
                method = scheduled.paymentMethodId();
                ahead = true;
            } else if (event instanceof ChargeShrunk shrunk) {
                amount = shrunk.to();
            } else if (event instanceof PaymentMethodSwitched switched) {
                method = switched.to();
            } else {
                ahead = event instanceof ChargeDeferred;
            }
        }
        if (!ahead || plan == null) {
            return Optional.empty();
        }
        var invoice = plan.invoiceId();
        var open = open(invoice).orElseThrow(() -> new IllegalStateException("Nothing was heard of " + invoice + "."));
        if (!open.isOpen()) {
            return Optional.empty();
        }
        var outstanding = open.outstanding();
        var wallet = wallet(plan.customerId());
        return Optional.of(new Planned(
                plan.partnerId(),
                plan.customerId(),
                plan.invoiceId(),
                amount == null ? outstanding : amount.atMost(outstanding),
                wallet.methods().get(method == null ? wallet.usual() : method),
                plan.chargeOn(),
                plan.chargeAt()));
    }

    /** Whether it is still true that this charge will be made, and with which method. */
    public boolean isNoticeable(ChargeId charge) {
        return planned(charge).filter(planned -> planned.method() != null).isPresent();
    }

    /** Whether an invoice waits for its customer: it is open, and no charge of it is under way or planned. */
    public boolean isRemindable(InvoiceId invoice) {
        return open(invoice)
                .filter(found -> found.isOpen() && !found.inFlight())
                .filter(found -> !charges.any(found.invoice().partnerId(), invoice))
                .isPresent();
    }

    /** How much of this invoice is open, if it was heard of. */
    public Optional<Open> open(InvoiceId invoice) {
        InvoiceCreated created = null;
        Money outstanding = null;
        var archived = false;
        ChargeId holder = null;
        for (var event : histories.of(invoice, InvoiceEvent.class).toList()) {
            if (event instanceof InvoiceCreated born) {
                created = born;
                outstanding = born.total();
            } else if (event instanceof BalanceReserved reserved) {
                holder = reserved.chargeId();
            } else if (event instanceof BalanceReleased released
                    && released.chargeId().equals(holder)) {
                holder = null;
            } else if (event instanceof PaymentApplied applied) {
                outstanding = applied.outstanding();
                holder = applied.chargeId().equals(holder) ? null : holder;
            } else if (event instanceof InvoiceArchived) {
                archived = true;
            } else {
                outstanding = Sums.after(event).map(Sums::outstanding).orElse(outstanding);
            }
        }
        return created == null
                ? Optional.empty()
                : Optional.of(new Open(created, outstanding, archived, holder != null));
    }

    /** @throws IllegalStateException if nothing was heard of the partner yet */
    public Terms terms(PartnerId partner) {
        PartnerRegistered registered = null;
        var collection = CollectionTerms.usual();
        for (var event : histories.of(partner, PartnerEvent.class).toList()) {
            if (event instanceof PartnerRegistered taken) {
                registered = taken;
            } else if (event instanceof CollectionTermsAgreed agreed) {
                collection = agreed.terms();
            }
        }
        if (registered == null) {
            throw new IllegalStateException("Nothing was heard of " + partner + " yet.");
        }
        return new Terms(collection, registered.timeZone(), registered.cutOffHour());
    }

    /** Whether the customer's automatic charges are paused. */
    public boolean paused(CustomerId customer) {
        return wallet(customer).paused();
    }

    /** What was decided about trying a failed charge again: {@code RetryGranted} or {@code RetryDenied}. */
    public Optional<WalletEvent> decision(CustomerId customer, ChargeId failed) {
        return histories
                .of(WalletId.of(customer), WalletEvent.class)
                .filter(event -> event instanceof WalletEvent.RetryGranted granted
                                && granted.chargeId().equals(failed)
                        || event instanceof WalletEvent.RetryDenied denied
                                && denied.chargeId().equals(failed))
                .reduce((first, last) -> last);
    }

    private Wallet wallet(CustomerId customer) {
        var methods = new HashMap<PaymentMethodId, Method>();
        PaymentMethodId usual = null;
        var paused = false;
        for (var event : histories.of(WalletId.of(customer), WalletEvent.class).toList()) {
            if (event instanceof PaymentMethodStored stored) {
                methods.put(stored.paymentMethodId(), stored.method());
            } else if (event instanceof DefaultPaymentMethodChosen chosen) {
                usual = chosen.paymentMethodId();
            } else if (event instanceof PaymentMethodRemoved removed) {
                methods.remove(removed.paymentMethodId());
            } else if (event instanceof PaymentMethodDisabled disabled) {
                methods.remove(disabled.paymentMethodId());
            } else if (event instanceof AutomaticChargesPaused) {
                paused = true;
            } else if (event instanceof AutomaticChargesResumed) {
                paused = false;
            }
        }
        return new Wallet(methods, usual, paused);
    }
}
