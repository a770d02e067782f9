package io.autocharge.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A rule that cannot fail proves nothing: each is broken once, on purpose, by the classes of {@code io.autocharge.broken}. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ArchitectureRulesTest {

    private final Broken rules = new Broken();

    private static final class Broken extends ArchitectureRules {
        Broken() {
            super(
                    "io.autocharge.broken",
                    new ClassFileImporter()
                            .importPackages(
                                    "io.autocharge.broken", "io.autocharge.other", "io.autocharge.contracts.broken"));
        }
    }

    private record Case(String rule, ThrowingCallable check, String complaint) {}

    private Stream<Case> cases() {
        return Stream.of(
                new Case("contracts_know_nobody", rules::contracts_know_nobody, "Knowing"),
                new Case(
                        "the_domain_knows_only_contracts_and_axon",
                        rules::the_domain_knows_only_contracts_and_axon,
                        "Json"),
                new Case(
                        "nobody_outside_the_domain_holds_an_aggregate",
                        rules::nobody_outside_the_domain_holds_an_aggregate,
                        "WrongManager"),
                new Case("services_never_meet", rules::services_never_meet, "Neighbour"),
                new Case(
                        "an_api_and_an_adapter_are_known_to_nobody",
                        rules::an_api_and_an_adapter_are_known_to_nobody,
                        "Plug"),
                new Case("a_view_knows_no_policy", rules::a_view_knows_no_policy, "Stuck"),
                new Case("time_comes_from_a_clock", rules::time_comes_from_a_clock, "Instant.now()"),
                new Case("money_is_never_a_float", rules::money_is_never_a_float, "amount"),
                new Case(
                        "every_policy_is_shielded_from_replays",
                        rules::every_policy_is_shielded_from_replays,
                        "Forgetful"),
                new Case("every_view_can_be_rebuilt", rules::every_view_can_be_rebuilt, "Stuck"),
                new Case(
                        "every_policy_view_and_aggregate_is_in_the_table_of_contents",
                        rules::every_policy_view_and_aggregate_is_in_the_table_of_contents,
                        "Unlisted"),
                new Case(
                        "a_policy_says_when_and_a_view_says_on",
                        rules::a_policy_says_when_and_a_view_says_on,
                        "Unlisted"),
                new Case("kafka_stays_in_the_runtime", rules::kafka_stays_in_the_runtime, "TopicPartition"),
                new Case(
                        "mongo_stays_in_the_runtime_and_in_views",
                        rules::mongo_stays_in_the_runtime_and_in_views,
                        "MongoClient"),
                new Case("every_route_says_who_may_take_it", rules::every_route_says_who_may_take_it, "Unguarded"),
                new Case("names_say_what_a_thing_is", rules::names_say_what_a_thing_is, "WrongManager"));
    }

    @TestFactory
    Stream<DynamicTest> each_rule_finds_what_is_broken_on_purpose() {
        return cases().map(each -> DynamicTest.dynamicTest(each.rule(), () -> assertThatThrownBy(each.check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(each.complaint())));
    }

    @Test
    void every_rule_is_broken_once() {
        var broken = new HashSet<>(cases().map(Case::rule).toList());
        var rules = Arrays.stream(ArchitectureRules.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(java.lang.reflect.Method::getName)
                .filter(name -> !name.equals("the_rules_have_code_to_judge"))
                .toList();
        assertThat(broken).containsExactlyInAnyOrderElementsOf(rules);
    }

    @Test
    void rules_without_code_are_no_rules() {
        var nothing =
                new ArchitectureRules("io.autocharge.nobody", new ClassFileImporter().importPackages("nowhere")) {};
        assertThatThrownBy(nothing::the_rules_have_code_to_judge).isInstanceOf(AssertionError.class);
    }
}
