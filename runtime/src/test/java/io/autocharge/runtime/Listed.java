package io.autocharge.runtime;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import org.axonframework.eventhandling.ResetHandler;

/** What a class must have or be, beyond what it depends on. */
final class Listed {

    private static final Set<String> BANNED = Set.of(
            "Manager",
            "Helper",
            "Util",
            "Utils",
            "Impl",
            "Default",
            "Base",
            "Abstract",
            "Dto",
            "Data",
            "Info",
            "Processor",
            "Service",
            "Common",
            "Shared");

    static final ArchCondition<JavaClass> HAVE_A_RESET_HANDLER =
            condition("have a @ResetHandler", type -> type.getMethods().stream()
                    .anyMatch(method -> method.isAnnotatedWith(ResetHandler.class)));

    static final ArchCondition<JavaClass> HAVE_A_TELLING_NAME = condition(
            "have a telling name",
            type -> isThePaymentProcessor(type)
                    || Arrays.stream(type.getSimpleName().split("(?<=[a-z0-9])(?=[A-Z])"))
                            .noneMatch(BANNED::contains));

    private Listed() {}

    /** The outside party has this name in the business. */
    private static boolean isThePaymentProcessor(JavaClass type) {
        return type.getPackageName().startsWith("io.autocharge.payment")
                && (type.getSimpleName().endsWith("Processor")
                        || type.getSimpleName().startsWith("Processor"));
    }

    /** To be named in the method {@code page} of the table of contents. */
    static ArchCondition<JavaClass> in(JavaClasses code, String page) {
        return condition("be listed under " + page, type -> code
                .that(DescribedPredicate.describe(
                        "tables of contents", candidate -> candidate.isAssignableTo(ServiceModule.class)))
                .stream()
                .flatMap(contents -> contents.getCodeUnits().stream())
                .filter(unit -> unit.getName().equals(page))
                .anyMatch(unit -> names(unit, type)));
    }

    private static boolean names(JavaCodeUnit unit, JavaClass type) {
        return unit.getFieldAccesses().stream()
                        .anyMatch(access -> access.getTarget().getRawType().equals(type))
                || unit.getReferencedClassObjects().stream()
                        .anyMatch(named -> named.getRawType().equals(type))
                || unit.getConstructorCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().equals(type));
    }

    private static ArchCondition<JavaClass> condition(String description, Predicate<JavaClass> predicate) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(
                        type, predicate.test(type), type.getName() + " should " + description));
            }
        };
    }
}
