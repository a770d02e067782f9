package io.autocharge.runtime.kafka;

import com.fasterxml.jackson.core.type.TypeReference;
import io.autocharge.contracts.PartnerId;
import io.autocharge.runtime.Json;
import io.autocharge.runtime.Keys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * Who may order what, and for whom: the file {@code commands/trusted.json} among the keys. It is read again when it
 * changes, so a key is rotated without a stop; if it cannot be read, the last one that could be stays in force.
 */
@Singleton
public class TrustedIssuers {

    /**
     * One line of the file.
     *
     * @param issuer its name
     * @param jwk its public key, Ed25519 (RFC 8037)
     * @param types the wire types that it may order; {@code payment.*} means all of a context
     * @param partners the partners for whom it may order; {@code *} means all
     */
    public record Issuer(String issuer, Map<String, Object> jwk, List<String> types, List<String> partners) {

        public Issuer {
            if (issuer == null || jwk == null || types == null || partners == null) {
                throw new IllegalArgumentException("An issuer needs issuer, jwk, types and partners.");
            }
        }

        boolean mayOrder(String type) {
            return types.contains(type) || types.contains(type.substring(0, type.indexOf('.') + 1) + "*");
        }

        boolean mayOrderFor(PartnerId partner) {
            return partners.contains("*") || partners.contains(partner.value());
        }
    }

    /** An issuer and the key that proves it. */
    record Trusted(Issuer issuer, PublicKey key) {}

    private record Registry(FileTime changed, Map<String, Trusted> byKeyId) {}

    private static final Logger LOG = Logger.getLogger(TrustedIssuers.class);

    private final Path file;
    private volatile Registry registry = new Registry(null, Map.of());

    @Inject
    public TrustedIssuers(Keys keys) {
        this(keys.file("commands/trusted.json"));
    }

    TrustedIssuers(Path file) {
        this.file = file;
    }

    /** The issuer whose key has this id, if it is trusted. */
    Optional<Trusted> byKeyId(String keyId) {
        return Optional.ofNullable(registry.byKeyId().get(keyId));
    }

    /** The names of all who are trusted. */
    Set<String> names() {
        return registry.byKeyId().values().stream()
                .map(trusted -> trusted.issuer().issuer())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Reads the file if it has changed. */
    synchronized void refresh() {
        try {
            var changed = Files.exists(file) ? Files.getLastModifiedTime(file) : null;
            if (changed == null ? registry.changed() != null : !changed.equals(registry.changed())) {
                registry = new Registry(changed, changed == null ? Map.of() : read(file));
                LOG.infof("commands are taken from %d keys", registry.byKeyId().size());
            }
        } catch (IOException | JoseException | RuntimeException e) {
            LOG.errorf(e, "%s cannot be read; who was trusted before stays trusted", file);
        }
    }

    private static Map<String, Trusted> read(Path file) throws IOException, JoseException {
        var issuers = Json.STRICT.readValue(Files.readString(file), new TypeReference<List<Issuer>>() {});
        var byKeyId = new LinkedHashMap<String, Trusted>();
        for (var issuer : issuers) {
            if (!(JsonWebKey.Factory.newJwk(issuer.jwk()) instanceof OctetKeyPairJsonWebKey jwk)
                    || jwk.getPrivateKey() != null) {
                throw new IllegalArgumentException("The key of " + issuer.issuer() + " is not a public Ed25519 key.");
            }
            var keyId = jwk.getKeyId() == null ? jwk.calculateBase64urlEncodedThumbprint("SHA-256") : jwk.getKeyId();
            if (byKeyId.put(keyId, new Trusted(issuer, jwk.getPublicKey())) != null) {
                throw new IllegalArgumentException("Two keys have the id " + keyId + ".");
            }
        }
        return Map.copyOf(byKeyId);
    }
}
