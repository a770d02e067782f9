package io.autocharge.payment.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.Outcome;
import io.autocharge.contracts.payment.Outcome.Status;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.contracts.payment.RefundOutcome;
import io.autocharge.payment.adapter.SandboxRecords.Change;
import io.autocharge.payment.adapter.SandboxRecords.Changes;
import io.autocharge.payment.adapter.SandboxRecords.Charged;
import io.autocharge.payment.adapter.SandboxRecords.Charges;
import io.autocharge.payment.adapter.SandboxRecords.Description;
import io.autocharge.payment.adapter.SandboxRecords.Problem;
import io.autocharge.payment.adapter.SandboxRecords.Refunded;
import io.autocharge.payment.adapter.SandboxRecords.Refunds;
import io.autocharge.payment.domain.MethodSetup;
import io.autocharge.payment.domain.PaymentProcessor;
import io.autocharge.payment.domain.ProcessorNews;
import io.autocharge.payment.domain.ProcessorRecord;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The sandbox's payment processor over HTTP. What it says is believed only if it can be read and is about what was asked; a
 * time-out, a cut connection, an error of the server or an unreadable answer is no answer.
 */
@Singleton
public class HttpProcessor implements PaymentProcessor {

    /** By this name the configuration chooses it. */
    public static final String NAME = "sandbox";

    /** Shorter than the lease of whoever waits for it, also together with a look-up before it. */
    static final Duration LONGEST_CHARGE = Duration.ofSeconds(30);

    static final Duration LONGEST_LOOK = Duration.ofSeconds(10);

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{1,200}");
    private static final int PAGE = 100;

    private record Order(String token, long amount, String currency, String reference) {}

    private record BackOrder(String charge, long amount, String currency, String reference) {}

    private final Wire wire;
    private final Duration keyWindow;
    private final Duration longestAnswer;
    private final String publicUrl;

    @Inject
    HttpProcessor(
            @ConfigProperty(name = "autocharge.processor.url", defaultValue = "http://127.0.0.1:8090") String url,
            @ConfigProperty(name = "autocharge.processor.public-url") Optional<String> publicUrl,
            @ConfigProperty(name = "autocharge.processor.key-window", defaultValue = "PT24H") Duration keyWindow) {
        this(url, publicUrl.orElse(url), keyWindow, LONGEST_CHARGE, LONGEST_LOOK);
    }

    HttpProcessor(String url, Duration keyWindow, Duration longestCharge, Duration longestLook) {
        this(url, url, keyWindow, longestCharge, longestLook);
    }

    private HttpProcessor(
            String url, String publicUrl, Duration keyWindow, Duration longestCharge, Duration longestLook) {
        this.wire = new Wire(url, longestCharge, longestLook);
        this.keyWindow = keyWindow;
        this.longestAnswer = longestLook.plus(longestCharge);
        this.publicUrl = publicUrl; // as a browser reaches it
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Method> describe(String token) {
        if (!TOKEN.matcher(token).matches()) {
            return Optional.empty();
        }
        var answer = wire.look("/v1/tokens/" + token);
        if (answer.status() == 404) {
            return Optional.empty();
        }
        try {
            return Optional.of(answer.read(Description.class).method());
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw new Unreachable("The processor's description of a token cannot be read.", e);
        }
    }

    /** The sandbox keeps nothing of a set-up: whoever sends it a number gets a token. */
    @Override
    public MethodSetup setUp(CustomerId customer, String name) {
        return new MethodSetup(NAME, null, null, null, publicUrl + "/v1/tokens");
    }

    @Override
    public Outcome charge(ChargeId charge, String token, Money amount) {
        var order = new Order(token, amount.amount(), amount.currency().getCurrencyCode(), charge.value());
        try {
            var answer = wire.order("/v1/charges", charge.value(), order);
            if (answer.status() == 402 || answer.status() == 422) {
                return new Outcome(Status.DECLINED, null, reason(answer));
            }
            return answer.succeeded() ? answer.read(Charged.class).about(charge) : Outcome.unknown();
        } catch (Unreachable | JsonProcessingException | IllegalArgumentException e) {
            return Outcome.unknown();
        }
    }

    @Override
    public Optional<Outcome> find(ChargeId charge) {
        return data(wire.look("/v1/charges?reference=" + charge, Charges.class).data()).stream()
                .map(charged -> charged.about(charge))
                .reduce((one, other) -> one.status() == Status.CAPTURED ? one : other);
    }

    @Override
    public RefundOutcome refund(RefundId refund, ChargeId charge, String processorReference, Money amount) {
        var order = new BackOrder(
                processorReference, amount.amount(), amount.currency().getCurrencyCode(), refund.value());
        try {
            var answer = wire.order("/v1/refunds", refund.value(), order);
            if (answer.status() == 422 || answer.status() == 409) {
                var reason = reason(answer);
                return reason.startsWith("idempotency_") // said of the key, and nothing of the money
                        ? RefundOutcome.unknown()
                        : new RefundOutcome(RefundOutcome.Status.FAILED, null, reason);
            }
            return answer.succeeded() ? answer.read(Refunded.class).about(refund) : RefundOutcome.unknown();
        } catch (Unreachable | JsonProcessingException e) {
            return RefundOutcome.unknown();
        }
    }

    @Override
    public Optional<RefundOutcome> findRefund(RefundId refund, String processorReference) {
        return data(wire.look("/v1/refunds?reference=" + refund, Refunds.class).data()).stream()
                .map(refunded -> refunded.about(refund))
                .reduce((one, other) -> one.status() == RefundOutcome.Status.SUCCEEDED ? one : other);
    }

    @Override
    public ProcessorNews.Page news(String after) {
        var page = wire.look("/v1/events" + from(after), Changes.class);
        var news = data(page.data()).stream().map(Change::news).toList();
        return new ProcessorNews.Page(news, next(page.endCursor(), after), Boolean.TRUE.equals(page.hasNextPage()));
    }

    @Override
    public ProcessorRecord.Page list(String after) {
        var page = wire.look("/v1/charges" + from(after), Charges.class);
        var records = data(page.data()).stream().map(Charged::record).toList();
        return new ProcessorRecord.Page(
                records, next(page.endCursor(), after), Boolean.TRUE.equals(page.hasNextPage()));
    }

    @Override
    public Duration keyWindow() {
        return keyWindow;
    }

    @Override
    public Duration longestAnswer() {
        return longestAnswer;
    }

    @Override
    public AfterError onError() {
        return AfterError.REPLAY;
    }

    private static String reason(Wire.Answer answer) throws JsonProcessingException {
        return SandboxRecords.reason(answer.read(Problem.class).code());
    }

    private static String from(String after) {
        return "?limit=" + PAGE + (after.isEmpty() ? "" : "&after=" + after);
    }

    private static String next(String endCursor, String after) {
        return endCursor == null ? after : endCursor;
    }

    private static <T> List<T> data(List<T> said) {
        if (said == null || said.contains(null)) {
            throw new Unreachable("The processor's answer is not a list.", null);
        }
        return said;
    }
}
