package io.autocharge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What the OpenAPI document gives as an example can be sent, with own ids in the place of its own. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ApiExamplesTest {

    /** What no partner has by asking for it alone: too much paid, a case, the link in a notice. */
    private static final List<String> RARE = List.of("credit", "case", "cancel", "payOutcome");

    @Test
    void every_example_runs() {
        var house = Household.fresh();
        var run = new ArrayList<>(house.made());
        var refused = new ArrayList<String>();
        ApiContract.SERVED.operations().stream()
                .filter(one -> !one.id().equals("token") && !house.made().contains(one.id()))
                .filter(one -> one.in("path").isEmpty() || RARE.stream().noneMatch(one.id()::startsWith))
                .sorted(Comparator.comparing((ApiOperation one) -> one.method().equals("DELETE")))
                .forEach(one -> {
                    var answer = house.ask(one, house.partner().api(), Map.of());
                    (answer.status() < 300 ? run : refused).add(one.id() + " " + answer.status() + " " + answer.text());
                });
        System.out.printf("OpenAPI: %d examples run, %d refused%n", run.size(), refused.size());
        assertThat(refused).isEmpty();
    }
}
