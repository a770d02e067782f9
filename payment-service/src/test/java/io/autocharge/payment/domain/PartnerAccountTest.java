package io.autocharge.payment.domain;

import static io.autocharge.contracts.payment.PartnerAccountRefusal.NOT_FROZEN;
import static io.autocharge.contracts.payment.PartnerAccountRefusal.PARTNER_UNKNOWN;
import static io.autocharge.payment.domain.Known.NOW;
import static io.autocharge.payment.domain.Known.PARTNER;
import static io.autocharge.payment.domain.Known.STRANGER;

import io.autocharge.contracts.Refusal;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.payment.PartnerAccountCommand.FreezeAutomaticCharging;
import io.autocharge.contracts.payment.PartnerAccountCommand.UnfreezeAutomaticCharging;
import io.autocharge.contracts.payment.PartnerAccountEvent.AutomaticChargingFrozen;
import io.autocharge.contracts.payment.PartnerAccountEvent.AutomaticChargingUnfrozen;
import io.autocharge.contracts.payment.PartnerAccountId;
import io.autocharge.runtime.Given;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PartnerAccountTest {

    private static final PartnerAccountId ACCOUNT = PartnerAccountId.of(PARTNER);

    private final FixtureConfiguration<PartnerAccount> account = Given.aggregate(PartnerAccount.class, NOW);

    @Test
    void a_finding_stops_automatic_charging() {
        account.givenNoPriorActivity().when(freeze("I8")).expectEvents(frozen("I8"));
    }

    @Test
    void a_finding_that_is_found_again_is_recorded_once() {
        account.given(frozen("I8"))
                .when(freeze("I8"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_finding_of_another_kind_is_recorded_also_while_charging_is_stopped() {
        account.given(frozen("I8")).when(freeze("I5")).expectEvents(frozen("I5"));
    }

    @Test
    void a_person_takes_automatic_charging_up_again_and_says_why() {
        account.given(frozen("I8"), frozen("I5")).when(unfreeze()).expectEvents(unfrozen());
    }

    @Test
    void what_breaks_after_that_stops_it_again() {
        account.given(frozen("I8"), unfrozen()).when(freeze("I8")).expectEvents(frozen("I8"));
    }

    @Test
    void what_is_not_stopped_cannot_be_taken_up() {
        isRefused(account.givenNoPriorActivity().when(unfreeze()), NOT_FROZEN);
        isRefused(account.given(frozen("I8"), unfrozen()).when(unfreeze()), NOT_FROZEN);
    }

    @Test
    void the_account_of_one_partner_is_not_touched_by_another() {
        isRefused(
                account.given(frozen("I8")).when(new UnfreezeAutomaticCharging(ACCOUNT, STRANGER, "mine")),
                PARTNER_UNKNOWN);
    }

    private static FreezeAutomaticCharging freeze(String invariant) {
        return new FreezeAutomaticCharging(ACCOUNT, PARTNER, invariant, "captured twice");
    }

    private static UnfreezeAutomaticCharging unfreeze() {
        return new UnfreezeAutomaticCharging(ACCOUNT, PARTNER, "refunded by hand");
    }

    private static AutomaticChargingFrozen frozen(String invariant) {
        return new AutomaticChargingFrozen(ACCOUNT, PARTNER, invariant, "captured twice", NOW);
    }

    private static AutomaticChargingUnfrozen unfrozen() {
        return new AutomaticChargingUnfrozen(ACCOUNT, PARTNER, "refunded by hand", NOW);
    }

    private static void isRefused(ResultValidator<PartnerAccount> result, Refusal reason) {
        result.expectException(Matchers.matches(e -> e instanceof Refused refused && refused.reason() == reason))
                .expectNoEvents();
    }
}
