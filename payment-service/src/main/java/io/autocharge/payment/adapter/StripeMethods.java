package io.autocharge.payment.adapter;

import com.stripe.model.PaymentMethod;
import com.stripe.model.SetupIntent;
import com.stripe.param.PaymentMethodRetrieveParams;
import com.stripe.param.SetupIntentRetrieveParams;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.payment.domain.PaymentProcessor.NotSetUp;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Cards and bank accounts at Stripe. A token is that of a PaymentMethod, or of the SetupIntent by which a customer has agreed
 * to be charged without being there. Source: Stripe's API reference (PaymentMethods, SetupIntents, Mandates).
 */
final class StripeMethods {

    private static final Pattern METHOD = Pattern.compile("pm_[A-Za-z0-9_]{1,190}");
    private static final Pattern SETUP = Pattern.compile("seti_[A-Za-z0-9_]{1,190}");

    /** A method, and the agreement under which it is charged; none is named if the method has only one. */
    record Known(PaymentMethod method, String mandate) {}

    private final StripeDoor stripe;

    StripeMethods(StripeDoor stripe) {
        this.stripe = stripe;
    }

    /** What can be charged under a token. */
    Optional<Known> known(String token) {
        if (SETUP.matcher(token).matches()) {
            return setup(token)
                    .filter(StripeMethods::succeeded)
                    .map(setup -> new Known(setup.getPaymentMethodObject(), setup.getMandate()));
        }
        return method(token).map(method -> new Known(method, null));
    }

    /** What its holder gives for one payment: what a customer of ours has saved is not to be had that way. */
    Optional<PaymentMethod> given(String token) {
        return method(token).filter(method -> owner(method) == null);
    }

    /** What a customer has saved; nothing if it is another's, which is not told from one that does not exist. */
    Optional<PaymentMethod> saved(CustomerId customer, String token) {
        if (SETUP.matcher(token).matches()) {
            return setup(token)
                    .filter(setup -> customer.value().equals(owner(setup.getMetadata())))
                    .map(StripeMethods::finished);
        }
        return method(token)
                .filter(method -> owner(method) == null || customer.value().equals(owner(method)));
    }

    private Optional<PaymentMethod> method(String token) {
        var wanted = PaymentMethodRetrieveParams.builder().addExpand("customer").build();
        return METHOD.matcher(token).matches()
                ? stripe.lookFor(open -> open.paymentMethods().retrieve(token, wanted))
                : Optional.empty();
    }

    private Optional<SetupIntent> setup(String token) {
        var wanted = SetupIntentRetrieveParams.builder()
                .addExpand("payment_method")
                .addExpand("mandate")
                .build();
        return stripe.lookFor(open -> open.setupIntents().retrieve(token, wanted));
    }

    /** A bank account is debited by a mandate only; its holder may have taken it back. */
    private static PaymentMethod finished(SetupIntent setup) {
        if (!succeeded(setup)) {
            throw new NotSetUp(
                    setup.getLastSetupError() == null
                            ? StripeWords.word(setup.getStatus())
                            : StripeWords.code(setup.getLastSetupError()));
        }
        var method = setup.getPaymentMethodObject();
        var mandate = setup.getMandateObject();
        if (method.getUsBankAccount() != null && (mandate == null || !"active".equals(mandate.getStatus()))) {
            throw new NotSetUp(mandate == null ? "no_mandate" : "mandate_" + StripeWords.word(mandate.getStatus()));
        }
        return method;
    }

    private static boolean succeeded(SetupIntent setup) {
        return "succeeded".equals(setup.getStatus()) && setup.getPaymentMethodObject() != null;
    }

    private static String owner(PaymentMethod method) {
        var holder = method.getCustomerObject();
        return holder == null ? null : owner(holder.getMetadata());
    }

    private static String owner(Map<String, String> metadata) {
        return metadata == null ? null : metadata.get(StripeSetups.CUSTOMER);
    }
}
