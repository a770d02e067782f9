package io.autocharge.runtime.http;

import io.autocharge.contracts.PartnerId;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.Set;

/** The partner app on whose behalf this request is made, as its access token proves. There is no other source of it. */
@RequestScoped
public class Caller {

    private PartnerId partner;
    private String client = "";
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

    /** The partner, if the request needed a token. */
    Optional<PartnerId> known() {
        return Optional.ofNullable(partner);
    }

    /** What the token allows. */
    public Set<String> scopes() {
        return scopes;
    }

    /** Who it is that asks, for the record: the API key whose token this is. */
    public String client() {
        return client;
    }

    void is(PartnerId partner, String client, Set<String> scopes) {
        this.partner = partner;
        this.client = client;
        this.scopes = Set.copyOf(scopes);
    }
}
