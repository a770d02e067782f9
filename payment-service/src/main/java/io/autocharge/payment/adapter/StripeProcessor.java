package io.autocharge.payment.adapter;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentIntentSearchParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.Outcome;
import io.autocharge.contracts.payment.Outcome.Status;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.contracts.payment.RefundOutcome;
import io.autocharge.payment.domain.MethodSetup;
import io.autocharge.payment.domain.PaymentProcessor;
import io.autocharge.payment.domain.ProcessorNews;
import io.autocharge.payment.domain.ProcessorRecord;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Stripe as the payment processor. A charge is a PaymentIntent that is created and confirmed in one request, under the
 * charge's id as idempotency key and with it in its metadata, by which it is found again; the same holds for a refund.
 */
@Singleton
class StripeProcessor implements PaymentProcessor {

    /** By this name the configuration chooses it. */
    static final String NAME = "stripe";

    static final String CHARGE = "charge_id";
    static final String REFUND = "refund_id";

    /** Stripe forgets a key after 24 hours at the earliest; an hour less keeps clear of clocks that differ. */
    private static final Duration KEY_WINDOW = Duration.ofHours(23);

    private static final long PAGE = 100;

    /** Requests that Stripe turned down before it made anything of them. */
    private static final Set<String> NEVER_TAKEN_ON = Set.of(
            "resource_missing",
            "amount_too_small",
            "amount_too_large",
            "charge_already_refunded",
            "payment_intent_mandate_invalid",
            "payment_method_unactivated",
            "payment_method_invalid_parameter",
            "payment_method_currency_mismatch",
            "currency_not_supported");

    private final StripeDoor stripe;
    private final StripeMethods methods;
    private final StripeNews news;
    private final StripeSetups setups;

    StripeProcessor(StripeSettings settings) {
        this.stripe = new StripeDoor(settings);
        this.methods = new StripeMethods(stripe);
        this.news = new StripeNews(stripe);
        this.setups = new StripeSetups(stripe, settings);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Method> describe(String token) {
        return methods.given(token).flatMap(StripeWords::method);
    }

    @Override
    public Optional<Method> describe(CustomerId customer, String token) {
        return methods.saved(customer, token).flatMap(StripeWords::method);
    }

    @Override
    public MethodSetup setUp(CustomerId customer, String name) {
        return setups.begin(customer, name);
    }

    @Override
    public Outcome charge(ChargeId charge, String token, Money amount) {
        try {
            var method = methods.known(token);
            if (method.isEmpty()) {
                return new Outcome(Status.DECLINED, null, "payment_method_unknown");
            }
            return settled(stripe.open()
                    .paymentIntents()
                    .create(payment(charge, method.get(), amount), StripeDoor.key(charge.value())));
        } catch (CardException e) {
            var intent = e.getStripeError().getPaymentIntent();
            return new Outcome(
                    Status.DECLINED, intent == null ? null : intent.getId(), StripeWords.code(e.getStripeError()));
        } catch (InvalidRequestException e) {
            return wasNeverTakenOn(e) ? new Outcome(Status.DECLINED, null, e.getCode()) : Outcome.unknown();
        } catch (StripeException | Unreachable e) {
            return Outcome.unknown();
        }
    }

    @Override
    public Optional<Outcome> find(ChargeId charge) {
        // The search lags: what was made in the last minute may be missing from it.
        var query = PaymentIntentSearchParams.builder()
                .setQuery("metadata['" + CHARGE + "']:'" + charge + "'")
                .addExpand("data.latest_charge.balance_transaction")
                .build();
        return stripe.look(open -> open.paymentIntents().search(query).getData()).stream()
                .reduce((one, other) -> "succeeded".equals(one.getStatus()) ? one : other)
                .map(StripeWords::outcome);
    }

    @Override
    public RefundOutcome refund(RefundId refund, ChargeId charge, String processorReference, Money amount) {
        var order = RefundCreateParams.builder()
                .setPaymentIntent(processorReference)
                .setAmount(amount.amount())
                .putMetadata(REFUND, refund.value())
                .build();
        try {
            return StripeWords.outcome(stripe.open().refunds().create(order, StripeDoor.key(refund.value())));
        } catch (InvalidRequestException e) {
            return wasNeverTakenOn(e)
                    ? new RefundOutcome(RefundOutcome.Status.FAILED, null, e.getCode())
                    : RefundOutcome.unknown();
        } catch (StripeException e) {
            return RefundOutcome.unknown();
        }
    }

    @Override
    public Optional<RefundOutcome> findRefund(RefundId refund, String processorReference) {
        var wanted = RefundListParams.builder()
                .setPaymentIntent(processorReference)
                .setLimit(PAGE)
                .build();
        return stripe.look(open -> open.refunds().list(wanted).getData()).stream()
                .filter(found -> refund.value().equals(named(found)))
                .findFirst()
                .map(StripeWords::outcome);
    }

    @Override
    public ProcessorNews.Page news(String after) {
        return news.after(after);
    }

    @Override
    public Optional<ProcessorNews> told(String event) {
        return news.told(event);
    }

    /** Stripe lists the newest first: from a cursor on it is asked for what came before it in that order. */
    @Override
    public ProcessorRecord.Page list(String after) {
        var wanted =
                PaymentIntentListParams.builder().setLimit(PAGE).addExpand("data.latest_charge.balance_transaction");
        if (!after.isEmpty()) {
            wanted.setEndingBefore(after);
        }
        var page = stripe.look(open -> open.paymentIntents().list(wanted.build()));
        var records = StripeNews.oldestFirst(page.getData()).stream()
                .flatMap(intent -> StripeWords.record(intent).stream())
                .toList();
        var cursor = page.getData().isEmpty() ? after : page.getData().get(0).getId();
        return new ProcessorRecord.Page(records, cursor, !after.isEmpty() && page.getHasMore());
    }

    @Override
    public Duration keyWindow() {
        return KEY_WINDOW;
    }

    @Override
    public Duration longestAnswer() {
        return stripe.longestAnswer();
    }

    @Override
    public void check() {
        stripe.open();
    }

    /** Source: Stripe's API reference, Idempotent requests: the result is saved "regardless of whether it succeeds". */
    @Override
    public AfterError onError() {
        return AfterError.REPLAY;
    }

    /** A payment that waits for its customer would wait for ever: nobody is there to authenticate it. */
    private Outcome settled(PaymentIntent intent) throws StripeException {
        if ("requires_action".equals(intent.getStatus())) {
            stripe.open().paymentIntents().cancel(intent.getId());
        }
        return StripeWords.outcome(intent);
    }

    private static PaymentIntentCreateParams payment(ChargeId charge, StripeMethods.Known known, Money amount) {
        var method = known.method();
        var payment = PaymentIntentCreateParams.builder()
                .setAmount(amount.amount())
                .setCurrency(amount.currency().getCurrencyCode().toLowerCase(Locale.ROOT))
                .setPaymentMethod(method.getId())
                .addPaymentMethodType("card")
                .addPaymentMethodType("us_bank_account")
                .setConfirm(true)
                .putMetadata(CHARGE, charge.value())
                .addExpand("latest_charge.balance_transaction");
        if (method.getCustomer() == null) {
            return payment.setErrorOnRequiresAction(true).build(); // its holder is on the payment page right now
        }
        if (known.mandate() != null) {
            payment.setMandate(known.mandate()); // what the holder agreed to, and not whatever Stripe would pick
        }
        return payment.setCustomer(method.getCustomer()).setOffSession(true).build();
    }

    private static String named(Refund refund) {
        return refund.getMetadata() == null ? null : refund.getMetadata().get(REFUND);
    }

    private static boolean wasNeverTakenOn(InvalidRequestException e) {
        return NEVER_TAKEN_ON.contains(String.valueOf(e.getCode()));
    }
}
