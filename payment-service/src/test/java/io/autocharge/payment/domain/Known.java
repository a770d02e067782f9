package io.autocharge.payment.domain;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CollectionTerms;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.PaymentMethodId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The small world in which these tests play: one partner in New York, one customer, one invoice over 100 USD. */
class Known implements InvoiceTerms, Methods, Customers, PartnerTerms, AutomaticCharging, AppliedPayments {

    static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z"); // 10:00 in New York
    static final LocalDate TODAY = LocalDate.parse("2026-03-02");
    static final LocalDate DUE = LocalDate.parse("2026-03-10");
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    static final PartnerId PARTNER = PartnerId.derived("partner");
    static final PartnerId STRANGER = PartnerId.derived("stranger");
    static final CustomerId CUSTOMER = CustomerId.derived("customer");
    static final InvoiceId INVOICE = InvoiceId.derived("invoice");
    static final ChargeId CHARGE = ChargeId.derived("charge");
    static final PaymentMethodId CARD = PaymentMethodId.derived("card");
    static final PaymentMethodId BANK = PaymentMethodId.derived("bank");
    static final Method VISA = new Method(Method.Kind.CARD, "visa", null, "4242", 12, 2030, null);
    static final Method CHECKING = new Method(Method.Kind.BANK_ACCOUNT, null, "First", "6789", null, null, "checking");

    final Map<PaymentMethodId, Stored> stored = new LinkedHashMap<>();
    PaymentMethodId byDefault = CARD;
    InvoiceTerms.Terms terms = new InvoiceTerms.Terms(CUSTOMER, usd(100), false, DUE, NEW_YORK, 9, NOW);
    boolean customerArchived;
    boolean frozen;
    boolean paused;
    CollectionTerms collection = CollectionTerms.usual();

    Optional<Money> applied = Optional.of(usd(40));

    Known() {
        stored.put(CARD, new Stored(CARD, VISA, "tok_visa", true, false));
    }

    static Money usd(long dollars) {
        return Money.of(dollars * 100, "USD");
    }

    InvoiceTerms.Terms outstanding(Money outstanding, boolean archived) {
        return new InvoiceTerms.Terms(CUSTOMER, outstanding, archived, DUE, NEW_YORK, 9, NOW);
    }

    @Override
    public Optional<InvoiceTerms.Terms> find(PartnerId partner, InvoiceId invoice) {
        return partner.equals(PARTNER) && invoice.equals(INVOICE) ? Optional.of(terms) : Optional.empty();
    }

    @Override
    public PartnerTerms.Terms of(PartnerId partner) {
        return new PartnerTerms.Terms(collection, NEW_YORK, 9);
    }

    @Override
    public Optional<Stored> byDefault(PartnerId partner, CustomerId customer) {
        return Optional.ofNullable(byDefault).map(stored::get);
    }

    @Override
    public Optional<Stored> find(PartnerId partner, CustomerId customer, PaymentMethodId method) {
        return Optional.ofNullable(stored.get(method));
    }

    @Override
    public Optional<Standing> find(PartnerId partner, CustomerId customer) {
        return partner.equals(PARTNER) && customer.equals(CUSTOMER)
                ? Optional.of(new Standing(customerArchived))
                : Optional.empty();
    }

    @Override
    public boolean frozen(PartnerId partner) {
        return frozen;
    }

    @Override
    public boolean paused(PartnerId partner, CustomerId customer) {
        return paused;
    }

    @Override
    public Optional<Money> of(InvoiceId invoice, ChargeId charge) {
        return applied;
    }
}
