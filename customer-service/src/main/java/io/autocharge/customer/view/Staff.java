package io.autocharge.customer.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.SignInLinkId;
import io.autocharge.contracts.customer.StaffEvent.PassphraseLinkRequested;
import io.autocharge.contracts.customer.StaffEvent.StaffInvited;
import io.autocharge.contracts.customer.StaffEvent.StaffJoined;
import io.autocharge.contracts.customer.StaffEvent.StaffRemoved;
import io.autocharge.contracts.customer.StaffEvent.StaffRoleChanged;
import io.autocharge.contracts.customer.StaffId;
import io.autocharge.contracts.customer.StaffRole;
import io.autocharge.runtime.View;
import io.autocharge.runtime.mongo.Collections;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;

/** The staff of all partners: for their admins, and for the door, where who knocks has no partner yet. */
@View
public class Staff {

    private static final String INVITED = "invited";
    private static final String JOINED = "joined";
    private static final String REMOVED = "removed";
    private static final int MOST = 200;
    private static final int MOST_PARTNERS = 3;

    /** A person, and the one link that is good for it until some moment. */
    public record Member(
            StaffId id,
            PartnerId partnerId,
            String name,
            String email,
            String address,
            StaffRole role,
            String state,
            SignInLinkId link,
            Instant linkUntil,
            Instant invitedAt,
            Instant joinedAt) {

        /** Whether it has accepted and was not removed. */
        public boolean joined() {
            return state.equals(JOINED);
        }

        /** Whether it was removed. */
        public boolean removed() {
            return state.equals(REMOVED);
        }

        /** As admins see it. */
        public StaffView shown() {
            return new StaffView(id, name, email, role, state, invitedAt, joinedAt);
        }

        private Member with(StaffRole role, String state, SignInLinkId link, Instant until, Instant joinedAt) {
            return new Member(id, partnerId, name, email, address, role, state, link, until, invitedAt, joinedAt);
        }
    }

    private final MongoCollection<Member> members;

    public Staff(Collections collections) {
        this.members = collections.of(Member.class, "staff");
        index();
    }

    /** The person, if it is or was of this partner's staff. */
    public Optional<Member> find(PartnerId partner, StaffId id) {
        return Optional.ofNullable(members.find(and(eq(id.value()), eq("partner_id", partner.value())))
                .first());
    }

    /** The partner's staff: who is invited and who has joined. */
    public List<StaffView> list(PartnerId partner) {
        return members.find(and(eq("partner_id", partner.value()), ne("state", REMOVED)))
                .limit(MOST)
                .map(Member::shown)
                .into(new ArrayList<>());
    }

    /** Who has joined with this address; the same person may work for some partners. */
    public List<Member> at(String address) {
        return members.find(and(eq("address", lower(address)), eq("state", JOINED)))
                .limit(MOST_PARTNERS)
                .into(new ArrayList<>());
    }

    /** Who has joined with this address, and who may still do so. */
    public List<Member> thereOrInvited(String address) {
        return members.find(and(eq("address", lower(address)), ne("state", REMOVED)))
                .limit(MOST_PARTNERS)
                .into(new ArrayList<>());
    }

    /** Whose newest link this is. */
    public Optional<Member> holding(SignInLinkId link) {
        return Optional.ofNullable(members.find(eq("link", link.value())).first());
    }

    @EventHandler
    void on(StaffInvited event) {
        store(new Member(
                event.staffId(),
                event.partnerId(),
                event.name(),
                event.email(),
                lower(event.email()),
                event.role(),
                INVITED,
                event.linkId(),
                event.expiresAt(),
                event.invitedAt(),
                null));
    }

    @EventHandler
    void on(StaffJoined event) {
        change(event.staffId(), was -> was.with(was.role(), JOINED, null, null, event.joinedAt()));
    }

    @EventHandler
    void on(StaffRoleChanged event) {
        change(
                event.staffId(),
                was -> was.with(event.role(), was.state(), was.link(), was.linkUntil(), was.joinedAt()));
    }

    @EventHandler
    void on(StaffRemoved event) {
        change(event.staffId(), was -> was.with(was.role(), REMOVED, null, null, was.joinedAt()));
    }

    @EventHandler
    void on(PassphraseLinkRequested event) {
        change(
                event.staffId(),
                was -> was.with(was.role(), was.state(), event.linkId(), event.expiresAt(), was.joinedAt()));
    }

    @ResetHandler
    void reset() {
        members.drop();
        index();
    }

    private void change(StaffId id, UnaryOperator<Member> change) {
        store(change.apply(members.find(eq(id.value())).first()));
    }

    private void store(Member member) {
        members.replaceOne(eq(member.id().value()), member, new ReplaceOptions().upsert(true));
    }

    private void index() {
        members.createIndex(Indexes.ascending("partner_id"));
        members.createIndex(Indexes.ascending("address"));
        members.createIndex(Indexes.ascending("link"));
    }

    private static String lower(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }
}
