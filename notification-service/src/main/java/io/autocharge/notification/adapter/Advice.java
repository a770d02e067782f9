package io.autocharge.notification.adapter;

import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.RetryDenial;
import io.autocharge.notification.domain.Stationery.PaymentFailed;
import java.util.Map;

/** What a customer is advised to do after a charge failed. */
final class Advice {

    private static final String ANOTHER = "Please pay with another card or bank account.";
    private static final Map<String, String> BY_CODE = Map.ofEntries(
            Map.entry("expired_card", "Please pay with a card that has not expired, and replace the one on file."),
            Map.entry("incorrect_number", "Please enter the card again, or pay with another one."),
            Map.entry("invalid_number", "Please enter the card again, or pay with another one."),
            Map.entry("incorrect_cvc", "Please enter the card again, or pay with another one."),
            Map.entry("invalid_cvc", "Please enter the card again, or pay with another one."),
            Map.entry("authentication_required", "Please open the link and confirm the payment with your bank."),
            Map.entry("insufficient_funds", "Please make sure that there is enough money, or pay another way."),
            Map.entry("R01", "Please make sure that there is enough money, or pay another way."),
            Map.entry("R09", "Please make sure that there is enough money, or pay another way."),
            Map.entry("R07", "Please ask your bank, or pay another way."),
            Map.entry("R08", "Please ask your bank, or pay another way."),
            Map.entry("R10", "Please ask your bank, or pay another way."));

    private Advice() {}

    /** One or two sentences, the next try first. */
    static String of(PaymentFailed news) {
        if (!news.bill().open()) {
            return "You need not do anything.";
        }
        if (news.retryOn() != null) {
            return "We try again on " + Wording.day(news.retryOn())
                    + ". You need not do anything, or you can pay now another way.";
        }
        if (news.denied() == RetryDenial.PAUSED) {
            return "Automatic charges are paused, and it is not tried again by itself. " + ANOTHER;
        }
        if (news.denied() == RetryDenial.BUDGET_SPENT || news.denied() == RetryDenial.SCHEDULE_ENDED) {
            return "It was tried as often as is possible, and is not tried again by itself. " + ANOTHER;
        }
        var known = BY_CODE.get(news.code() == null ? "" : news.code());
        if (known != null) {
            return known;
        }
        if (news.denied() == RetryDenial.HARD_DECLINE || news.denied() == RetryDenial.METHOD_GONE) {
            return news.method().kind() == Method.Kind.CARD
                    ? "This card cannot be charged any more. " + ANOTHER
                    : "This bank account cannot be charged any more. " + ANOTHER;
        }
        return "Please ask your bank, or pay another way.";
    }
}
