package io.autocharge.notification.policy;

import static io.autocharge.notification.Samples.NOW;
import static io.autocharge.notification.Samples.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.customer.SignInLinkId;
import io.autocharge.contracts.customer.StaffEvent.PassphraseLinkRequested;
import io.autocharge.contracts.customer.StaffEvent.StaffInvited;
import io.autocharge.contracts.customer.StaffId;
import io.autocharge.contracts.customer.StaffRole;
import io.autocharge.notification.adapter.Plain;
import io.autocharge.notification.domain.Letter;
import io.autocharge.notification.domain.Mailer.Answer;
import io.autocharge.notification.view.Desk;
import io.autocharge.runtime.Keys;
import io.autocharge.runtime.Worker.Verdict;
import io.autocharge.runtime.http.StaffLinks;
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
class SendStaffLinksTest {

    private static final String JOERG = "jörg@northwind.example";
    private static final StaffId STAFF = StaffId.derived(JOERG);
    private static final SignInLinkId JOIN = SignInLinkId.derived("join");
    private static final SignInLinkId FORGOTTEN = SignInLinkId.derived("forgotten");

    private final Desk desk = new Desk();
    private final List<Letter> letters = new ArrayList<>();
    private final StaffLinks links = new StaffLinks(new Keys(TestKeys.folder().toString()), "https://pay.example");

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void invitations_and_forgotten_passphrases_are_put_on_the_list_once() {
        var toDo = new ToDo();
        var policy = new QueueStaffLinks(toDo);
        for (int i = 0; i < 2; i++) {
            policy.when(
                    new StaffInvited(STAFF, PARTNER, "Jörg", JOERG, StaffRole.ADMIN, JOIN, soon(), "operators", NOW));
            policy.when(new PassphraseLinkRequested(STAFF, PARTNER, "Jörg", JOERG, FORGOTTEN, soon(), NOW));
        }
        assertThat(toDo.items.values()).containsExactly(errand(JOIN, true), errand(FORGOTTEN, false));
        assertThat(toDo.items.toString()).doesNotContain(links.token(JOIN));
    }

    @Test
    void the_link_goes_to_the_person_and_says_what_it_is_for() {
        desk.hears("dana@contoso.example");
        assertThat(worker(NOW).work("item", errand(JOIN, true))).isInstanceOf(Verdict.Done.class);
        assertThat(worker(NOW).work("item", errand(FORGOTTEN, false))).isInstanceOf(Verdict.Done.class);
        assertThat(letters)
                .extracting(Letter::subject)
                .containsExactly("Join Northwind IT on Autocharge", "Choose another passphrase for Northwind IT");
        for (var body : List.of(letters.get(0).html(), letters.get(0).text())) {
            assertThat(body).contains(links.url(JOIN), "Jörg", "Northwind IT", "7 days");
        }
        for (var body : List.of(letters.get(1).html(), letters.get(1).text())) {
            assertThat(body).contains(links.url(FORGOTTEN), "30 minutes").doesNotContain("7 days");
        }
    }

    @Test
    void a_link_that_is_too_old_is_not_mailed_any_more() {
        desk.hears("dana@contoso.example");
        assertThat(worker(soon()).work("item", errand(JOIN, true))).isInstanceOf(Verdict.Done.class);
        assertThat(letters).isEmpty();
    }

    private SendStaffLinks worker(Instant now) {
        return new SendStaffLinks(
                desk.correspondence(),
                links,
                Plain.stationery(),
                (id, to, letter) -> {
                    assertThat(to).containsExactly(JOERG);
                    letters.add(letter);
                    return new Answer.Taken(to);
                },
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private static StaffErrand errand(SignInLinkId link, boolean joins) {
        return new StaffErrand(link, PARTNER, "Jörg", JOERG, joins, soon());
    }

    private static Instant soon() {
        return NOW.plusSeconds(1800);
    }
}
