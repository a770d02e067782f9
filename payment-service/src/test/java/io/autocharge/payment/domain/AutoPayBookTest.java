package io.autocharge.payment.domain;

import static io.autocharge.contracts.payment.AutoPayRefusal.ALREADY_ENROLLED;
import static io.autocharge.contracts.payment.AutoPayRefusal.AUTO_PAY_RULE_ID_ALREADY_USED;
import static io.autocharge.contracts.payment.AutoPayRefusal.AUTO_PAY_RULE_UNKNOWN;
import static io.autocharge.contracts.payment.AutoPayRefusal.CONDITIONS_CONTRADICT;
import static io.autocharge.contracts.payment.AutoPayRefusal.CUSTOMER_ARCHIVED;
import static io.autocharge.contracts.payment.AutoPayRefusal.NAME_MISSING;
import static io.autocharge.contracts.payment.AutoPayRefusal.NO_METHOD_ON_FILE;
import static io.autocharge.payment.domain.Known.CUSTOMER;
import static io.autocharge.payment.domain.Known.INVOICE;
import static io.autocharge.payment.domain.Known.NOW;
import static io.autocharge.payment.domain.Known.PARTNER;
import static io.autocharge.payment.domain.Known.STRANGER;
import static io.autocharge.payment.domain.Known.usd;
import static io.autocharge.payment.domain.Situation.outstanding;
import static io.autocharge.payment.domain.Situation.pastDue;

import io.autocharge.contracts.Refusal;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.AutoPayConditions;
import io.autocharge.contracts.payment.AutoPayConditions.Comparison;
import io.autocharge.contracts.payment.AutoPayRuleCommand.CreateAutoPayRule;
import io.autocharge.contracts.payment.AutoPayRuleCommand.RemoveAutoPayRule;
import io.autocharge.contracts.payment.AutoPayRuleEvent.AutoPayRuleCreated;
import io.autocharge.contracts.payment.AutoPayRuleEvent.AutoPayRuleRemoved;
import io.autocharge.contracts.payment.AutoPayRuleId;
import io.autocharge.contracts.payment.AutoPayScope;
import io.autocharge.runtime.Given;
import java.util.List;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AutoPayBookTest {

    private static final AutoPayRuleId RULE = AutoPayRuleId.derived("rule");

    private final Known known = new Known();
    private final FixtureConfiguration<AutoPayBook> book =
            Given.aggregate(AutoPayBook.class, NOW).registerInjectableResource(known);

    @Test
    void a_rule_is_in_force_with_what_the_partner_excluded_in_the_preview() {
        book.givenNoPriorActivity()
                .when(new CreateAutoPayRule(
                        RULE, PARTNER, "Due date", AutoPayScope.all(), pastDue(0), List.of(INVOICE), null))
                .expectEvents(new AutoPayRuleCreated(
                        RULE, PARTNER, "Due date", AutoPayScope.all(), pastDue(0), List.of(INVOICE), null, NOW));
    }

    @Test
    void the_same_request_delivered_twice_is_one_rule_and_other_content_is_refused() {
        book.given(created()).when(create(pastDue(0))).expectNoEvents().expectSuccessfulHandlerExecution();
        refused(book.given(created()).when(create(pastDue(1))), AUTO_PAY_RULE_ID_ALREADY_USED);
        book.given(created(), removed()).when(create(pastDue(0))).expectNoEvents();
    }

    @Test
    void a_rule_is_removed_once() {
        book.given(created()).when(new RemoveAutoPayRule(RULE, PARTNER, null)).expectEvents(removed());
        book.given(created(), removed())
                .when(new RemoveAutoPayRule(RULE, PARTNER, null))
                .expectNoEvents();
    }

    @Test
    void a_rule_that_is_not_there_cannot_be_removed() {
        refused(book.givenNoPriorActivity().when(new RemoveAutoPayRule(RULE, PARTNER, null)), AUTO_PAY_RULE_UNKNOWN);
    }

    @Test
    void conditions_that_can_never_hold_together_are_refused() {
        refused(create(new AutoPayConditions(1, 1, null, null)));
        refused(create(outstanding(Comparison.EQUAL, usd(0))));
        refused(create(outstanding(Comparison.BELOW, usd(0))));
    }

    @Test
    void a_rule_needs_a_name() {
        refused(
                book.givenNoPriorActivity()
                        .when(new CreateAutoPayRule(RULE, PARTNER, " ", AutoPayScope.all(), pastDue(0), null, null)),
                NAME_MISSING);
    }

    @Test
    void a_customer_may_enrol_itself_for_all_its_open_invoices_on_their_due_date() {
        book.givenNoPriorActivity()
                .when(enrol(CUSTOMER))
                .expectEvents(new AutoPayRuleCreated(
                        RULE,
                        PARTNER,
                        "Enrolled",
                        AutoPayScope.of(CUSTOMER),
                        AutoPayConditions.onDueDate(),
                        List.of(),
                        CUSTOMER,
                        NOW));
    }

    @Test
    void an_enrolment_needs_a_method_on_file_and_a_customer_that_is_not_archived() {
        known.byDefault = null;
        refused(book.givenNoPriorActivity().when(enrol(CUSTOMER)), NO_METHOD_ON_FILE);
        known.customerArchived = true;
        refused(book.givenNoPriorActivity().when(enrol(CUSTOMER)), CUSTOMER_ARCHIVED);
    }

    @Test
    void a_customer_enrols_once_at_a_time() {
        var enrolled = new AutoPayRuleCreated(
                AutoPayRuleId.derived("before"),
                PARTNER,
                "Enrolled",
                AutoPayScope.of(CUSTOMER),
                pastDue(0),
                List.of(),
                CUSTOMER,
                NOW);
        refused(book.given(enrolled).when(enrol(CUSTOMER)), ALREADY_ENROLLED);
        book.given(enrolled, new AutoPayRuleRemoved(enrolled.autoPayRuleId(), PARTNER, NOW, CUSTOMER))
                .when(enrol(CUSTOMER))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void another_partners_rule_is_unknown() {
        refused(
                book.givenNoPriorActivity().when(new RemoveAutoPayRule(RULE, STRANGER, CUSTOMER)),
                AUTO_PAY_RULE_UNKNOWN);
    }

    private void refused(CreateAutoPayRule command) {
        refused(book.givenNoPriorActivity().when(command), CONDITIONS_CONTRADICT);
    }

    private static void refused(ResultValidator<AutoPayBook> result, Refusal reason) {
        result.expectNoEvents()
                .expectException(Matchers.<Throwable>predicate(
                        problem -> problem instanceof Refused refused && refused.reason() == reason));
    }

    private static CreateAutoPayRule create(AutoPayConditions conditions) {
        return new CreateAutoPayRule(RULE, PARTNER, "Rule", AutoPayScope.all(), conditions, null, null);
    }

    private static CreateAutoPayRule enrol(CustomerId customer) {
        return new CreateAutoPayRule(
                RULE, PARTNER, "Enrolled", AutoPayScope.of(customer), AutoPayConditions.onDueDate(), null, customer);
    }

    private static AutoPayRuleCreated created() {
        return new AutoPayRuleCreated(RULE, PARTNER, "Rule", AutoPayScope.all(), pastDue(0), List.of(), null, NOW);
    }

    private static AutoPayRuleRemoved removed() {
        return new AutoPayRuleRemoved(RULE, PARTNER, NOW, null);
    }
}
