package io.autocharge.web;

import jakarta.inject.Singleton;
import java.util.List;

/** What the edge is called as the one who gives access tokens: the address under which everybody knows it. */
@Singleton
class Issuer {

    private final String name;

    Issuer(Addresses addresses) {
        this.name = addresses.publicUrl().toString().replaceFirst("/+$", "");
    }

    /** The {@code iss} of access tokens, and the issuer of RFC 8414. */
    String name() {
        return name;
    }

    /** Where tokens are to be had. */
    String tokenEndpoint() {
        return name + TokenResource.PATH;
    }

    /** Whom an app may name as the audience of what it signs: the issuer, or the place where it asks. */
    List<String> ownNames() {
        return List.of(name, tokenEndpoint(), name + "/v1" + TokenResource.PATH);
    }
}
