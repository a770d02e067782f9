package io.autocharge.payment.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.Cancellation;
import io.autocharge.contracts.payment.ChargeCommand.CancelCharge;
import io.autocharge.contracts.payment.ChargeEvent.ChargeCanceled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeShrunk;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.ChargeRefusal;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.payment.view.PayableInvoices;
import io.autocharge.runtime.History;
import io.autocharge.runtime.Keys;
import io.autocharge.runtime.http.CancelLinks;
import io.autocharge.runtime.http.Problem;
import io.autocharge.runtime.http.TestKeys;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CancelResourceTest {

    private static final Instant NOW = Instant.parse("2026-11-23T03:30:00Z");
    private static final LocalDate DUE = LocalDate.parse("2026-12-22");
    private static final PartnerId PARTNER = PartnerId.derived("partner");
    private static final CustomerId CUSTOMER = CustomerId.derived("customer");
    private static final InvoiceId INVOICE = InvoiceId.derived("invoice");
    private static final ChargeId CHARGE = ChargeId.derived("charge");

    private final List<Event> told = new ArrayList<>();
    private final List<Command> sent = new ArrayList<>();
    private final CancelLinks links = new CancelLinks(new Keys(TestKeys.folder().toString()), "http://127.0.0.1");
    private final String token = links.token(CHARGE);
    private ChargeRefusal refusal;

    private final History history = new History() {
        @Override
        public <T extends Event> Stream<T> of(Id subject, Class<T> kind) {
            return told.stream()
                    .filter(event -> event.subject().equals(subject))
                    .filter(kind::isInstance)
                    .map(kind::cast);
        }
    };

    private final CancelResource resource =
            new CancelResource(this::take, links, history, new PayableInvoices(history));

    @Test
    void looking_shows_what_would_be_charged_and_cancels_nothing() {
        planned();
        told.add(new ChargeShrunk(CHARGE, PARTNER, CUSTOMER, INVOICE, usd(80_00), usd(30_00), null, NOW));

        assertThat(resource.show(token))
                .isEqualTo(new CancelResource.Shown("Nordlicht", "INV-1", usd(30_00), DUE, "planned"));
        assertThat(sent).isEmpty();
    }

    @Test
    void a_customer_that_objects_cancels_the_charge_and_doing_it_twice_is_answered_the_same() {
        planned();

        var once = resource.cancel(token);
        var twice = resource.cancel(token);

        assertThat(once.state()).isEqualTo("canceled");
        assertThat(twice).isEqualTo(once);
        assertThat(sent.get(0)).isEqualTo(new CancelCharge(CHARGE, PARTNER, Cancellation.CUSTOMER_OBJECTED, null));
    }

    @Test
    void a_charge_that_was_submitted_already_is_told_to_be_too_late() {
        planned();
        refusal = ChargeRefusal.ALREADY_SUBMITTED;

        assertThatThrownBy(() -> resource.cancel(token))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(409));
    }

    @Test
    void a_token_that_is_unknown_or_tampered_with_opens_nothing() {
        for (var wrong : List.of(token, token.substring(1) + "A", "x".repeat(64), "short")) {
            assertThatThrownBy(() -> resource.show(wrong))
                    .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status())
                            .isEqualTo(404));
            assertThatThrownBy(() -> resource.cancel(wrong)).isInstanceOf(Problem.class);
        }
        assertThat(sent).isEmpty();
    }

    private void take(Command command) {
        if (refusal != null) {
            throw new Refused(refusal);
        }
        sent.add(command);
        told.add(new ChargeCanceled(CHARGE, PARTNER, CUSTOMER, INVOICE, NOW, Cancellation.CUSTOMER_OBJECTED, null));
    }

    private void planned() {
        told.add(new InvoiceCreated(
                INVOICE,
                PARTNER,
                "Nordlicht",
                CUSTOMER,
                "Fabrikam",
                "INV-1",
                null,
                List.of(),
                null,
                usd(100_00),
                DUE,
                Collection.later(),
                NOW));
        told.add(new ChargeScheduled(
                CHARGE,
                PARTNER,
                CUSTOMER,
                INVOICE,
                usd(80_00),
                null,
                DUE,
                Instant.parse("2026-12-22T14:00:00Z"),
                Origin.INVOICE,
                NOW,
                null,
                null));
    }

    private static Money usd(long cents) {
        return Money.of(cents, "USD");
    }
}
