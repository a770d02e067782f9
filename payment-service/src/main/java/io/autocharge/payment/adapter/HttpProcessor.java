package io.autocharge.payment.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.Outcome;
import io.autocharge.contracts.payment.Outcome.Status;
import io.autocharge.payment.domain.PaymentProcessor;
import io.autocharge.runtime.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The payment processor over HTTP. What it says is believed only if it can be read and is about what was asked; a time-out,
 * a cut connection, an error of the server or an unreadable answer is no answer.
 */
@Singleton
public class HttpProcessor implements PaymentProcessor {

    /** Shorter than the lease of whoever waits for it, also together with a look-up before it. */
    static final Duration LONGEST_CHARGE = Duration.ofSeconds(30);

    static final Duration LONGEST_LOOK = Duration.ofSeconds(10);

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{1,200}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_]{1,60}");

    private record Order(String token, long amount, String currency, String reference) {}

    private record Charged(String id, String reference, String status, String declineCode, String returnCode) {}

    private record Found(List<Charged> data) {}

    private record Problem(String code) {}

    private record Description(
            String kind,
            String brand,
            String bankName,
            String last4,
            Integer expMonth,
            Integer expYear,
            String accountType) {}

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String url;
    private final Duration keyWindow;
    private final Duration longestCharge;
    private final Duration longestLook;

    @Inject
    HttpProcessor(
            @ConfigProperty(name = "autocharge.processor.url", defaultValue = "http://127.0.0.1:8090") String url,
            @ConfigProperty(name = "autocharge.processor.key-window", defaultValue = "PT24H") Duration keyWindow) {
        this(url, keyWindow, LONGEST_CHARGE, LONGEST_LOOK);
    }

    HttpProcessor(String url, Duration keyWindow, Duration longestCharge, Duration longestLook) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.keyWindow = keyWindow;
        this.longestCharge = longestCharge;
        this.longestLook = longestLook;
    }

    @Override
    public Optional<Method> describe(String token) {
        if (!TOKEN.matcher(token).matches()) {
            return Optional.empty();
        }
        var answer = look("/v1/tokens/" + token);
        if (answer.statusCode() == 404) {
            return Optional.empty();
        }
        try {
            return Optional.of(method(read(answer, Description.class)));
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw new Unreachable("The processor's description of a token cannot be read.", e);
        }
    }

    @Override
    public Outcome charge(ChargeId charge, String token, Money amount) {
        var order = new Order(token, amount.amount(), amount.currency().getCurrencyCode(), charge.value());
        var request = HttpRequest.newBuilder(URI.create(url + "/v1/charges"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", charge.value())
                .POST(BodyPublishers.ofString(Json.write(order)))
                .build();
        try {
            var answer = send(request, longestCharge);
            if (answer.statusCode() == 402 || answer.statusCode() == 422) {
                return new Outcome(
                        Status.DECLINED, null, code(read(answer, Problem.class).code()));
            }
            return succeeded(answer) ? outcome(charge, read(answer, Charged.class)) : Outcome.unknown();
        } catch (Unreachable | JsonProcessingException e) {
            return Outcome.unknown();
        }
    }

    @Override
    public Optional<Outcome> find(ChargeId charge) {
        try {
            var found = read(look("/v1/charges?reference=" + charge), Found.class);
            if (found.data() == null) {
                throw new Unreachable("The processor's answer to a look-up is not a list.", null);
            }
            return found.data().stream()
                    .map(charged -> outcome(charge, charged))
                    .reduce((one, other) -> one.status() == Status.CAPTURED ? one : other);
        } catch (JsonProcessingException e) {
            throw new Unreachable("The processor's answer to a look-up cannot be read.", e);
        }
    }

    @Override
    public Duration keyWindow() {
        return keyWindow;
    }

    private HttpResponse<String> look(String path) {
        var answer = send(HttpRequest.newBuilder(URI.create(url + path)).GET().build(), longestLook);
        if (!succeeded(answer) && !(answer.statusCode() == 404 && path.startsWith("/v1/tokens/"))) {
            throw new Unreachable("The processor answered " + answer.statusCode() + ".", null);
        }
        return answer;
    }

    /** Bounded from the first byte sent to the last byte read. */
    private HttpResponse<String> send(HttpRequest request, Duration most) {
        var answer = client.sendAsync(request, BodyHandlers.ofString());
        try {
            return answer.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new Unreachable("The processor gave no answer within " + most + ".", e);
        } catch (ExecutionException e) {
            var cause = e.getCause() instanceof IOException io ? io : e;
            throw new Unreachable("The processor cannot be reached: " + cause.getMessage(), cause);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new Unreachable("The wait for the processor was interrupted.", e);
        }
    }

    private static Outcome outcome(ChargeId charge, Charged charged) {
        if (charged == null || charged.status() == null || !charge.value().equals(charged.reference())) {
            return Outcome.unknown();
        }
        return switch (charged.status()) {
            case "succeeded", "settled" -> new Outcome(Status.CAPTURED, charged.id(), null);
            case "pending" -> new Outcome(Status.PENDING, charged.id(), null);
            case "declined" -> new Outcome(Status.DECLINED, charged.id(), code(charged.declineCode()));
            case "returned" -> new Outcome(Status.RETURNED, charged.id(), code(charged.returnCode()));
            default -> Outcome.unknown();
        };
    }

    private static Method method(Description said) {
        if (said == null || !List.of("card", "bank_account").contains(String.valueOf(said.kind()))) {
            throw new IllegalArgumentException("A token stands for a card or a bank account.");
        }
        return new Method(
                said.kind().equals("card") ? Method.Kind.CARD : Method.Kind.BANK_ACCOUNT,
                said.brand(),
                said.bankName(),
                said.last4(),
                said.expMonth(),
                said.expYear(),
                said.accountType());
    }

    private static <T> T read(HttpResponse<String> answer, Class<T> type) throws JsonProcessingException {
        return Json.TOLERANT.readValue(answer.body(), type);
    }

    private static String code(String said) {
        return said != null && CODE.matcher(said).matches() ? said : "unspecified";
    }

    private static boolean succeeded(HttpResponse<String> answer) {
        return answer.statusCode() / 100 == 2;
    }
}
