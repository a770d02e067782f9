package io.autocharge.runtime;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.implement;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.autocharge.runtime.http.DeclaredRoutes;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.modelling.command.AggregateMember;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * The arrows of the architecture, checked on compiled code. Each service has a subclass of one line that says which package
 * is its own.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class ArchitectureRules {

    private static final DescribedPredicate<JavaClass> TABLE_OF_CONTENTS = implement(ServiceModule.class);
    private static final DescribedPredicate<JavaClass> AGGREGATE = DescribedPredicate.describe(
            "an aggregate",
            type -> !isPartOfAnother(type)
                    && type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(CommandHandler.class)));
    private static final DescribedPredicate<JavaClass> READER =
            DescribedPredicate.describe("handle events", type -> type.getMethods().stream()
                    .anyMatch(method -> method.isAnnotatedWith(EventHandler.class)));

    private final String own;
    private final JavaClasses code;

    /** @param own the package of the service, such as {@code io.autocharge.invoice} */
    protected ArchitectureRules(String own) {
        this(own, Shipped.CODE);
    }

    ArchitectureRules(String own, JavaClasses code) {
        this.own = own;
        this.code = code;
    }

    @Test
    void the_rules_have_code_to_judge() {
        assertThat(code.that(resideInAPackage(own + ".."))).isNotEmpty();
    }

    @Test
    void contracts_know_nobody() {
        check(classes()
                .that()
                .resideInAPackage("io.autocharge.contracts..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..", "com.fasterxml.jackson.annotation..", "io.autocharge.contracts..")));
    }

    @Test
    void the_domain_knows_only_contracts_and_axon() {
        check(classes()
                .that()
                .resideInAPackage(own + ".domain..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..",
                        "io.autocharge.contracts..",
                        own + ".domain..",
                        "org.axonframework.modelling.command..",
                        "org.axonframework.commandhandling..",
                        "org.axonframework.eventsourcing..")));
    }

    @Test
    void nobody_outside_the_domain_holds_an_aggregate() {
        check(noClasses()
                .that(not(resideInAPackage("..domain..")).and(not(TABLE_OF_CONTENTS)))
                .should()
                .dependOnClassesThat(AGGREGATE));
    }

    @Test
    void services_never_meet() {
        check(slices().matching("io.autocharge.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(DescribedPredicate.alwaysTrue(), resideInAPackage("io.autocharge.contracts.."))
                .ignoreDependency(
                        not(resideInAPackage("io.autocharge.contracts..")), resideInAPackage("io.autocharge.runtime.."))
                .ignoreDependency(
                        resideInAnyPackage("io.autocharge.runtime..", "io.autocharge.web.."),
                        resideInAPackage("io.autocharge.door..")));
    }

    @Test
    void an_api_and_an_adapter_are_known_to_nobody() {
        check(noClasses()
                .that()
                .resideInAnyPackage(own + ".domain..", own + ".policy..", own + ".view..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(own + ".api..", own + ".adapter..")));
    }

    @Test
    void a_view_knows_no_policy() {
        check(noClasses()
                .that()
                .resideInAPackage(own + ".view..")
                .should()
                .dependOnClassesThat(resideInAPackage(own + ".policy..")));
    }

    @Test
    void time_comes_from_a_clock() {
        check(noClasses().that(mine()).should().callMethodWhere(Calls.THAT_READ_THE_WORLDS_CLOCK));
        check(noClasses().that(mine()).should().callConstructor(java.util.Date.class));
    }

    /** An adapter may measure paper in points; what it is given and gives back are the domain's types. */
    @Test
    void money_is_never_a_float() {
        var sums = mine().and(resideOutsideOfPackage("..adapter.."));
        check(noFields().that().areDeclaredInClassesThat(sums).should().haveRawType(Calls.A_FLOAT));
        check(noMethods().that().areDeclaredInClassesThat(sums).should().haveRawReturnType(Calls.A_FLOAT));
        check(noMethods().that().areDeclaredInClassesThat(sums).should(Calls.TAKE_A_FLOAT));
    }

    @Test
    void every_policy_is_shielded_from_replays() {
        check(classes()
                .that()
                .resideInAPackage(own + ".policy..")
                .and(READER)
                .should()
                .beAnnotatedWith(Policy.class));
        check(classes().that().areAnnotatedWith(Policy.class).should().beMetaAnnotatedWith(DisallowReplay.class));
    }

    @Test
    void every_view_can_be_rebuilt() {
        check(classes()
                .that()
                .resideInAPackage(own + ".view..")
                .and(READER)
                .should()
                .beAnnotatedWith(View.class));
        check(classes().that().areAnnotatedWith(View.class).should(Listed.HAVE_A_RESET_HANDLER));
    }

    @Test
    void every_policy_view_and_aggregate_is_in_the_table_of_contents() {
        check(classes().that().areAnnotatedWith(Policy.class).should(Listed.in(code, "policies")));
        check(classes().that().areAnnotatedWith(View.class).should(Listed.in(code, "views")));
        check(classes().that(mine()).and(AGGREGATE).should(Listed.in(code, "aggregates")));
    }

    @Test
    void a_policy_says_when_and_a_view_says_on() {
        var handlers = methods().that().areAnnotatedWith(EventHandler.class);
        check(handlers.and()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(Policy.class)
                .should()
                .haveName("when"));
        check(handlers.and()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(View.class)
                .should()
                .haveName("on"));
    }

    @Test
    void kafka_stays_in_the_runtime() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("io.autocharge.runtime.kafka..", "io.autocharge.stack..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.apache.kafka..")));
    }

    @Test
    void mongo_stays_in_the_runtime_and_in_views() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.autocharge.runtime.mongo..", "io.autocharge.*.view..", "io.autocharge.stack..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("com.mongodb..", "org.bson..")));
    }

    @Test
    void names_say_what_a_thing_is() {
        check(classes()
                .that()
                .resideInAPackage(own + "..")
                .and(not(TABLE_OF_CONTENTS))
                .should(Listed.HAVE_A_TELLING_NAME));
    }

    @Test
    void every_route_says_who_may_take_it() {
        assertThat(DeclaredRoutes.of(code))
                .as("a line of Rights covers each route of a resource")
                .allSatisfy(route -> assertThat(route.right())
                        .as("%s: %s %s", route.where(), route.method(), route.template())
                        .isNotNull());
        check(noClasses()
                .that()
                .resideInAPackage(own + "..")
                .and()
                .resideOutsideOfPackage("io.autocharge.runtime.http..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("io\\.vertx\\.ext\\.web\\.Router|io\\.quarkus\\.vertx\\.web\\..*"));
    }

    /** Everything on the class path that is shipped; read once. */
    private static final class Shipped {

        static final JavaClasses CODE = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(place -> !place.contains("-tests.jar"))
                .importPackages("io.autocharge");
    }

    private DescribedPredicate<JavaClass> mine() {
        return resideInAnyPackage(own + "..", "io.autocharge.contracts..");
    }

    private void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(code);
    }

    private static boolean isPartOfAnother(JavaClass type) {
        return type.getFieldsWithTypeOfSelf().stream().anyMatch(field -> field.isAnnotatedWith(AggregateMember.class));
    }
}
