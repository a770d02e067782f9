package io.autocharge.runtime;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.Set;

/** What code may not call or hold. */
final class Calls {

    static final DescribedPredicate<JavaMethodCall> THAT_READ_THE_WORLDS_CLOCK =
            DescribedPredicate.describe("read the world's clock", call -> {
                var owner = call.getTargetOwner();
                var name = call.getName();
                var plain = call.getTarget().getRawParameterTypes().isEmpty();
                return (owner.getPackageName().equals("java.time") && name.equals("now") && !takesAClock(call))
                        || (owner.isEquivalentTo(Clock.class) && name.startsWith("system"))
                        || (owner.isEquivalentTo(System.class) && plain && name.equals("currentTimeMillis"));
            });

    private static final Set<String> FLOATS = Set.of("float", "double", "java.lang.Float", "java.lang.Double");

    static final DescribedPredicate<JavaClass> A_FLOAT =
            DescribedPredicate.describe("a float", type -> FLOATS.contains(type.getName()));

    static final ArchCondition<JavaMethod> TAKE_A_FLOAT = new ArchCondition<>("take a float") {
        @Override
        public void check(JavaMethod method, ConditionEvents events) {
            var taken = method.getRawParameterTypes().stream().anyMatch(A_FLOAT);
            events.add(new SimpleConditionEvent(method, taken, method.getFullName() + (taken ? " takes a float" : "")));
        }
    };

    private Calls() {}

    private static boolean takesAClock(JavaMethodCall call) {
        return call.getTarget().getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
    }
}
