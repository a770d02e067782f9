package io.autocharge.runtime.http;

import io.autocharge.contracts.PartnerId;
import jakarta.enterprise.context.RequestScoped;
import java.util.Set;

/** The partner app on whose behalf this request is made, as its access token proves. There is no other source of it. */
@RequestScoped
public class Caller {

    private PartnerId partner;
    private Set<String> scopes = Set.of();

    /**
     * The partner.
     *
     * @throws Problem 401 if the request carries no valid access token
     */
    public PartnerId partner() {
        if (partner == null) {
            throw Statuses.problem(401);
        }
        return partner;
    }

    /** What the token allows. */
    public Set<String> scopes() {
        return scopes;
    }

    void is(PartnerId partner, Set<String> scopes) {
        this.partner = partner;
        this.scopes = Set.copyOf(scopes);
    }
}
