package io.autocharge.customer.domain;

import io.autocharge.contracts.customer.StaffRole;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What a person who is signed in may do; a token for the API gets the scopes of its person's role and no others. */
public enum Role {
    /** Of a partner's staff: everything that the partner may, and who else may; the latter no API key can have. */
    ADMIN(Stream.concat(Scopes.ALL.stream(), Stream.of("staff:manage")).toList()),
    /** Of a partner's staff: the daily work, but not who else gets in and what happens by itself. */
    MEMBER(Scopes.ALL.stream().filter(scope -> !Only.ADMINS.contains(scope)).toList()),
    /** Of a partner's staff: looks and touches nothing. */
    READ_ONLY(Scopes.ALL.stream().filter(scope -> scope.endsWith(":read")).toList()),
    /** A person of a customer: sees and pays what its own customer owes. No scope of a partner is among it. */
    CUSTOMER(List.of("own:read", "own:pay"));

    /** An enum's constants are made before its own constants are. */
    private static final class Only {
        static final Set<String> ADMINS = Set.of("keys:manage", "webhooks:manage", "autopay:write");
    }

    private final List<String> scopes;

    Role(List<String> scopes) {
        this.scopes = scopes;
    }

    /** What its person may do, as an access token writes it. */
    public List<String> scopes() {
        return scopes;
    }

    /** The one of a person of a partner's staff. */
    public static Role of(StaffRole role) {
        return valueOf(role.name());
    }

    /** Its name on the wire. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
