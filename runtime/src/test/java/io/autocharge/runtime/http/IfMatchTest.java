package io.autocharge.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceCommand.ArchiveInvoice;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.runtime.Changed;
import io.autocharge.runtime.Commands;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class IfMatchTest {

    static final Command ORDER = new ArchiveInvoice(InvoiceId.derived("1"), PartnerId.derived("p"));

    final List<String> sent = new ArrayList<>();
    boolean changed;

    final Commands commands = new Commands() {
        @Override
        public void send(Command command) {
            sent.add("whatever it is");
        }

        @Override
        public void sendIfUnchanged(Command command, long position) {
            if (changed) {
                throw new Changed("inv_1");
            }
            sent.add("since " + position);
        }
    };

    @Test
    void without_the_header_or_with_a_star_a_change_is_for_whatever_there_is() {
        send(null);
        send(List.of());
        send(List.of("*"));
        send(List.of(" * "));
        assertThat(sent).containsOnly("whatever it is").hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"42\"", "\"41\", \"42\"", "\"41\",\"42\" ", "W/\"42\", \"42\"", ", \"42\" ,, \"x,y\""})
    void a_change_for_this_version_holds_while_nothing_happens_to_it(String tags) {
        send(List.of(tags));
        assertThat(sent).containsExactly("since 42");
    }

    @Test
    void several_lines_are_one_list() {
        send(List.of("\"41\"", "\"42\""));
        assertThat(sent).containsExactly("since 42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"41\"", "W/\"42\"", "\"420\"", "\"\"", "\"null\"", "\"41,42\"", "\"W/\"", "\" 42\"x"})
    void a_change_for_another_version_is_not_made(String tags) {
        var problem = catchThrowableOfType(Problem.class, () -> send(List.of(tags)));
        assertThat(problem.status()).isIn(400, 412);
        assertThat(sent).isEmpty();
    }

    @Test
    void who_is_stale_hears_where_the_present_state_is() {
        changed = true;
        var problem = catchThrowableOfType(Problem.class, () -> send(List.of("\"42\"")));
        assertThat(problem.status()).isEqualTo(412);
        assertThat(problem.headers()).containsEntry("Link", "</v1/invoices/inv_1>; rel=\"latest-version\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"42", "\"42", "w/\"42\"", "W/ \"42\"", "*, \"42\"", "", "\"4\"2\"", "\"42\" \"43\""})
    void what_is_no_tag_is_not_understood(String tags) {
        assertThatThrownBy(() -> send(List.of(tags)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(400));
        assertThat(sent).isEmpty();
    }

    private void send(List<String> lines) {
        new IfMatch(lines).send(commands, ORDER, () -> "42", 42, "/v1/invoices/inv_1");
    }
}
