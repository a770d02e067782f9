package io.autocharge.payment.domain;

/**
 * The way by which a customer's browser hands a card or bank account to the payment processor, without paying anything: what
 * is typed there never reaches us. What comes of it is a token, which is then stored like any other.
 *
 * @param processor the name of the processor
 * @param id its own name of this set-up; absent if it keeps none
 * @param clientSecret with which the browser, and nobody else, completes it; absent if none is needed
 * @param publishableKey with which the processor's own script is started in the browser; absent if none is configured
 * @param url where the browser sends what was typed; absent if the processor's own script knows
 */
public record MethodSetup(String processor, String id, String clientSecret, String publishableKey, String url) {

    @Override
    public String toString() {
        return "Setup " + id + " at " + processor; // never the secret, wherever this ends up
    }
}
