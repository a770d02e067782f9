package io.autocharge.web;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What must be true before the edge lets the first one in: else it does not start, and says why. */
@Singleton
class BootChecks {

    private static final int SHORTEST_TOKEN = 22; // 128 bits in base 64

    private final Addresses addresses;
    private final KeyFolder keys;
    private final SigningKeys signing;

    BootChecks(Addresses addresses, KeyFolder keys, SigningKeys signing) {
        this.addresses = addresses;
        this.keys = keys;
        this.signing = signing;
    }

    void check(@Observes StartupEvent start) {
        var wrong = new ArrayList<String>();
        for (var service : Upstream.values()) {
            if (addresses.of(service) == null) {
                wrong.add("Nothing says where the " + service.label() + " service is.");
            }
        }
        if (!addresses.sandbox() && !isPrivate(addresses.publicUrl())) {
            wrong.add("AUTOCHARGE_PUBLIC_URL must be https: links and cookies are sent to " + addresses.publicUrl()
                    + " and could be read on the way.");
        }
        try {
            signing.signer();
            if (keys.text("ops-token").length() < SHORTEST_TOKEN) {
                wrong.add("The key file ops-token holds fewer than " + SHORTEST_TOKEN
                        + " characters, and so could be guessed.");
            }
        } catch (IllegalStateException e) {
            wrong.add(e.getMessage());
        }
        conclude(wrong);
    }

    /** What nobody can read on the way: encrypted, or never on a network. */
    private static boolean isPrivate(URI address) {
        var host = String.valueOf(address.getHost());
        return "https".equals(address.getScheme()) || host.equals("localhost") || host.matches("127(\\.\\d{1,3}){3}");
    }

    private static void conclude(List<String> wrong) {
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("The edge does not start:\n - " + String.join("\n - ", wrong));
        }
    }
}
