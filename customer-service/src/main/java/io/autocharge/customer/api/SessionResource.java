package io.autocharge.customer.api;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.customer.StaffId;
import io.autocharge.customer.domain.Role;
import io.autocharge.customer.domain.SignedIn;
import io.autocharge.customer.view.CustomerView;
import io.autocharge.customer.view.Customers;
import io.autocharge.customer.view.PartnerView;
import io.autocharge.customer.view.Partners;
import io.autocharge.customer.view.Sessions;
import io.autocharge.customer.view.Staff;
import io.autocharge.runtime.http.Problem;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Tells the edge who is signed in with a session. That a session begins is said where a person proves who it is. */
@Path("/internal/sessions")
class SessionResource {

    /** The id that a browser shows. */
    record Shown(String session) {}

    /** A person, all of whose sessions are meant. */
    record Somebody(String person) {}

    /** Who it is and what it may do; the names and the partner's time zone are for pages, and absent where not known yet. */
    record Known(
            String person,
            PartnerId partnerId,
            CustomerId customerId,
            String role,
            List<String> scopes,
            Instant signedInAt,
            Instant endsAt,
            String name,
            String partnerName,
            ZoneId timeZone) {}

    /** How many sessions were ended. */
    record Ended(long sessions) {}

    private final Sessions sessions;
    private final Customers customers;
    private final Staff staff;
    private final Partners partners;

    SessionResource(Sessions sessions, Customers customers, Staff staff, Partners partners) {
        this.sessions = sessions;
        this.customers = customers;
        this.staff = staff;
        this.partners = partners;
    }

    @POST
    @Path("/look-up")
    public Known lookUp(Shown shown) {
        var id = id(shown);
        var session = sessions.find(id).orElseThrow(SessionResource::ended);
        if (isOver(session)) {
            sessions.end(id);
            throw ended();
        }
        var who = session.who();
        var partner = partners.find(who.partnerId());
        return new Known(
                who.person(),
                who.partnerId(),
                who.customerId(),
                who.role().label(),
                who.role().scopes(),
                session.signedInAt(),
                session.endsAt(),
                name(who),
                partner.map(PartnerView::name).orElse(null),
                partner.map(PartnerView::timeZone).orElse(null));
    }

    private String name(SignedIn who) {
        if (who.role() == Role.CUSTOMER) {
            return customers
                    .find(who.partnerId(), who.customerId())
                    .map(CustomerView::name)
                    .orElse(null);
        }
        return staff.find(who.partnerId(), new StaffId(who.person()))
                .map(Staff.Member::name)
                .orElse(null);
    }

    @POST
    @Path("/renew")
    public Shown renew(Shown shown) {
        return new Shown(sessions.renew(id(shown)).orElseThrow(SessionResource::ended));
    }

    @POST
    @Path("/end")
    public Ended end(Shown shown) {
        sessions.end(id(shown));
        return new Ended(1);
    }

    @POST
    @Path("/end-all")
    public Ended endAll(Somebody somebody) {
        var person = Body.required(somebody).person();
        if (person == null) {
            throw Problem.malformed("The person is missing.");
        }
        return new Ended(sessions.endAll(person));
    }

    /** For an archived customer nobody acts any more, and nobody of the staff with a role that it had. */
    private boolean isOver(Sessions.Session session) {
        var who = session.who();
        if (who.role() == Role.CUSTOMER) {
            return customers
                    .find(who.partnerId(), who.customerId())
                    .filter(CustomerView::archived)
                    .isPresent();
        }
        return staff.find(who.partnerId(), new StaffId(who.person()))
                .filter(member -> member.removed() || Role.of(member.role()) != who.role())
                .isPresent();
    }

    private static String id(Shown shown) {
        var id = Body.required(shown).session();
        if (id == null) {
            throw Problem.malformed("The session is missing.");
        }
        return id;
    }

    private static Problem ended() {
        return Problem.of(404, "session_ended", "There is no such session, or it has ended.");
    }
}
