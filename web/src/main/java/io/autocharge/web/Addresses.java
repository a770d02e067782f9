package io.autocharge.web;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Map;

/** Where everything is that the edge speaks of or to. */
@ConfigMapping(prefix = "autocharge.web")
interface Addresses {

    /** The services, by their names. */
    Map<String, URI> services();

    /** The payment processor, as the payer's browser reaches it. */
    URI processorUrl();

    /** The page on which the sandbox shows its mail. */
    URI mailUrl();

    /** The address under which everybody else knows us. */
    URI publicUrl();

    /** Whether money and mail are only played. */
    boolean sandbox();

    /** The folder of keys. */
    String keys();

    /** The address of a service. */
    default URI of(Upstream service) {
        return services().get(service.label());
    }
}
