package io.autocharge.customer.domain;

import static io.autocharge.contracts.customer.StaffRefusal.NOT_ONESELF;
import static io.autocharge.contracts.customer.StaffRefusal.STAFF_ALREADY_JOINED;
import static io.autocharge.contracts.customer.StaffRefusal.STAFF_EMAIL_MALFORMED;
import static io.autocharge.contracts.customer.StaffRefusal.STAFF_NOT_JOINED;
import static io.autocharge.contracts.customer.StaffRefusal.STAFF_ROLE_MISSING;
import static io.autocharge.contracts.customer.StaffRefusal.STAFF_UNKNOWN;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.customer.SignInLinkId;
import io.autocharge.contracts.customer.StaffCommand;
import io.autocharge.contracts.customer.StaffCommand.ChangeStaffRole;
import io.autocharge.contracts.customer.StaffCommand.InviteStaff;
import io.autocharge.contracts.customer.StaffCommand.MailPassphraseLink;
import io.autocharge.contracts.customer.StaffCommand.RecordStaffJoined;
import io.autocharge.contracts.customer.StaffCommand.RemoveStaff;
import io.autocharge.contracts.customer.StaffEvent.PassphraseLinkRequested;
import io.autocharge.contracts.customer.StaffEvent.StaffInvited;
import io.autocharge.contracts.customer.StaffEvent.StaffJoined;
import io.autocharge.contracts.customer.StaffEvent.StaffRemoved;
import io.autocharge.contracts.customer.StaffEvent.StaffRoleChanged;
import io.autocharge.contracts.customer.StaffId;
import io.autocharge.contracts.customer.StaffRefusal;
import io.autocharge.contracts.customer.StaffRole;
import io.autocharge.runtime.Given;
import java.time.Instant;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StaffMemberTest {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final Instant LATER = NOON.plusSeconds(1800);
    static final PartnerId PARTNER = PartnerId.derived("nordlicht");
    static final StaffId ANNA = StaffId.derived("anna");
    static final String ADMIN = StaffId.derived("admin").value();
    static final String EMAIL = "anna@nordlicht.example";

    final FixtureConfiguration<StaffMember> member = Given.aggregate(StaffMember.class, NOON);

    @Test
    void a_person_is_invited_and_the_same_request_twice_is_one_invitation() {
        member.givenNoPriorActivity().when(invite("one")).expectEvents(invited("one"));
        member.given(invited("one")).when(invite("one")).expectNoEvents();
    }

    @Test
    void a_person_who_has_not_come_is_invited_again_and_one_who_has_is_not() {
        member.given(invited("one")).when(invite("two")).expectEvents(invited("two"));
        refused(STAFF_ALREADY_JOINED, invite("two"), invited("one"), joined());
        member.given(invited("one"), joined(), removed()).when(invite("two")).expectEvents(invited("two"));
    }

    @Test
    void an_invitation_needs_an_address_and_a_role() {
        refused(
                STAFF_EMAIL_MALFORMED,
                new InviteStaff(ANNA, PARTNER, "Anna", "anna", StaffRole.MEMBER, link("one"), LATER, ADMIN));
        refused(STAFF_ROLE_MISSING, new InviteStaff(ANNA, PARTNER, "Anna", EMAIL, null, link("one"), LATER, ADMIN));
    }

    @Test
    void a_person_joins_once() {
        member.given(invited("one")).when(new RecordStaffJoined(ANNA, PARTNER)).expectEvents(joined());
        member.given(invited("one"), joined())
                .when(new RecordStaffJoined(ANNA, PARTNER))
                .expectNoEvents();
    }

    @Test
    void another_admin_changes_the_role_and_removes_and_nobody_does_so_to_oneself() {
        member.given(invited("one"), joined())
                .when(new ChangeStaffRole(ANNA, PARTNER, StaffRole.READ_ONLY, ADMIN))
                .expectEvents(new StaffRoleChanged(ANNA, PARTNER, StaffRole.READ_ONLY, ADMIN, NOON));
        member.given(invited("one"), joined())
                .when(new ChangeStaffRole(ANNA, PARTNER, StaffRole.MEMBER, ADMIN))
                .expectNoEvents();
        member.given(invited("one"), joined())
                .when(new RemoveStaff(ANNA, PARTNER, ADMIN))
                .expectEvents(removed());
        member.given(invited("one"), removed())
                .when(new RemoveStaff(ANNA, PARTNER, ADMIN))
                .expectNoEvents();
        refused(NOT_ONESELF, new ChangeStaffRole(ANNA, PARTNER, StaffRole.ADMIN, ANNA.value()), invited("one"));
        refused(NOT_ONESELF, new RemoveStaff(ANNA, PARTNER, ANNA.value()), invited("one"));
    }

    @Test
    void who_has_joined_gets_a_link_for_another_passphrase() {
        member.given(invited("one"), joined())
                .when(new MailPassphraseLink(ANNA, PARTNER, link("two"), LATER))
                .expectEvents(new PassphraseLinkRequested(ANNA, PARTNER, "Anna", EMAIL, link("two"), LATER, NOON));
        refused(STAFF_NOT_JOINED, new MailPassphraseLink(ANNA, PARTNER, link("two"), LATER), invited("one"));
        refused(STAFF_UNKNOWN, new MailPassphraseLink(ANNA, PARTNER, link("two"), LATER), invited("one"), removed());
    }

    @Test
    void another_partners_staff_is_unknown() {
        var other = PartnerId.derived("südwind");
        refused(STAFF_UNKNOWN, new ChangeStaffRole(ANNA, other, StaffRole.ADMIN, ADMIN), invited("one"));
        refused(STAFF_UNKNOWN, new RemoveStaff(ANNA, other, ADMIN), invited("one"));
        refused(STAFF_UNKNOWN, new RemoveStaff(ANNA, PARTNER, ADMIN));
        refused(STAFF_UNKNOWN, new ChangeStaffRole(ANNA, PARTNER, StaffRole.ADMIN, ADMIN));
    }

    private void refused(StaffRefusal why, StaffCommand command, Object... before) {
        member.given(before)
                .when(command)
                .expectException(Refused.class)
                .expectExceptionMessage(why.name() + ": " + why.sentence());
    }

    private static InviteStaff invite(String link) {
        return new InviteStaff(ANNA, PARTNER, "Anna", EMAIL, StaffRole.MEMBER, link(link), LATER, ADMIN);
    }

    private static StaffInvited invited(String link) {
        return new StaffInvited(ANNA, PARTNER, "Anna", EMAIL, StaffRole.MEMBER, link(link), LATER, ADMIN, NOON);
    }

    private static StaffJoined joined() {
        return new StaffJoined(ANNA, PARTNER, NOON);
    }

    private static StaffRemoved removed() {
        return new StaffRemoved(ANNA, PARTNER, ADMIN, NOON);
    }

    private static SignInLinkId link(String name) {
        return SignInLinkId.derived(name);
    }
}
