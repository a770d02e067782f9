package io.autocharge.notification.policy;

import static io.autocharge.notification.Samples.CUSTOMER;
import static io.autocharge.notification.Samples.NOW;
import static io.autocharge.notification.Samples.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocharge.contracts.customer.SignInEvent.SignInLinkRequested;
import io.autocharge.contracts.customer.SignInLinkId;
import io.autocharge.contracts.customer.UserId;
import io.autocharge.notification.adapter.Plain;
import io.autocharge.notification.domain.Letter;
import io.autocharge.notification.domain.Mailer.Answer;
import io.autocharge.notification.view.Desk;
import io.autocharge.runtime.Keys;
import io.autocharge.runtime.Worker.Verdict;
import io.autocharge.runtime.http.SignInLinks;
import io.autocharge.runtime.http.TestKeys;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SendSignInLinksTest {

    private static final String DANA = "dana@contoso.example";
    private static final SignInLinkId LINK = SignInLinkId.derived("a link");
    private static final UserId USER = UserId.derived(DANA);

    private final Desk desk = new Desk();
    private final List<Letter> letters = new ArrayList<>();
    private final SignInLinks links = new SignInLinks(new Keys(TestKeys.folder().toString()), "https://pay.example");

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void a_link_is_put_on_the_list_once_without_what_it_carries() {
        var toDo = new ToDo();
        var policy = new QueueSignInLinks(toDo);
        for (int i = 0; i < 2; i++) {
            policy.when(new SignInLinkRequested(LINK, PARTNER, CUSTOMER, USER, NOW.plusSeconds(600), NOW));
        }
        assertThat(toDo.items.values()).containsExactly(errand());
        assertThat(toDo.items.toString()).doesNotContain(links.token(LINK));
    }

    @Test
    void the_link_goes_to_the_person_who_asked_alone() {
        desk.hears(DANA);
        assertThat(worker(NOW).work("item", errand())).isInstanceOf(Verdict.Done.class);
        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.subject()).isEqualTo("Sign in to your invoices from Northwind IT");
            for (var body : List.of(letter.html(), letter.text())) {
                assertThat(body).contains(links.url(LINK), "10 minutes", "Northwind IT", "six digits");
            }
        });
    }

    @Test
    void a_link_that_is_too_old_is_not_mailed_any_more() {
        desk.hears(DANA);
        assertThat(worker(NOW.plusSeconds(600)).work("item", errand())).isInstanceOf(Verdict.Done.class);
        assertThat(letters).isEmpty();
    }

    @Test
    void a_person_who_is_not_heard_of_yet_is_written_to_later() {
        assertThatThrownBy(() -> worker(NOW).work("item", errand())).isInstanceOf(IllegalStateException.class);
        assertThat(letters).isEmpty();
    }

    private SendSignInLinks worker(Instant now) {
        return new SendSignInLinks(
                desk.correspondence(),
                links,
                Plain.stationery(),
                (id, to, letter) -> {
                    assertThat(to).containsExactly(DANA);
                    letters.add(letter);
                    return new Answer.Taken(to);
                },
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private static SignInErrand errand() {
        return new SignInErrand(LINK, PARTNER, CUSTOMER, USER, NOW.plusSeconds(600));
    }
}
