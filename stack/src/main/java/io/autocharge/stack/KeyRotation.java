package io.autocharge.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * Replaces the key that signs access tokens while everything runs: the next key is made known, then it signs, then the last
 * one is forgotten. Between the steps time has to pass, so each call takes the step that is due, or says when it will be.
 */
public final class KeyRotation {

    /** Caches of the published keys may be ten minutes old, files are read again every minute, and a token lives for ten. */
    static final Duration PAUSE = Duration.ofMinutes(15);

    private static final String SIGNER = "tokens.jwk";
    private static final String NEXT = "tokens.next.jwk";
    private static final String KNOWN = "tokens.public.jwk";

    private final Path folder;
    private final Clock clock;

    KeyRotation(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Takes the step that is due in the folder that {@code AUTOCHARGE_KEYS} names, and says what comes next. */
    public static void main(String[] args) throws IOException, JoseException {
        var settings = new Settings(System.getenv());
        var keys =
                settings.text("AUTOCHARGE_KEYS", settings.home().resolve("keys").toString());
        System.out.println(new KeyRotation(Path.of(keys), Clock.systemUTC()).step());
    }

    /** Takes the step that is due, and says which it was. */
    String step() throws IOException, JoseException {
        if (Files.exists(folder.resolve(NEXT))) {
            return due(NEXT) ? sign() : wait("The next key is made known.", NEXT);
        }
        if (known().size() > 1) {
            return due(SIGNER) ? forget() : wait("The new key signs.", SIGNER);
        }
        return announce();
    }

    private String announce() throws IOException, JoseException {
        var next = KeyRing.named(EcJwkGenerator.generateJwk(EllipticCurves.P256), "ES256");
        var known = new ArrayList<>(known());
        known.add(next);
        KeyRing.replace(folder.resolve(NEXT), next.toJson(OutputControlLevel.INCLUDE_PRIVATE));
        make(known);
        return wait("The next key " + next.getKeyId() + " is made known.", NEXT);
    }

    private String sign() throws IOException, JoseException {
        var next = Files.readString(folder.resolve(NEXT));
        KeyRing.replace(folder.resolve(SIGNER), next);
        Files.delete(folder.resolve(NEXT));
        return wait("The new key signs.", SIGNER);
    }

    private String forget() throws IOException, JoseException {
        make(List.of(PublicJsonWebKey.Factory.newPublicJwk(Files.readString(folder.resolve(SIGNER)))));
        return "The last key is forgotten. The new one is the only one.";
    }

    private List<JsonWebKey> known() throws IOException, JoseException {
        var text = Files.readString(folder.resolve(KNOWN));
        return text.contains("\"keys\"")
                ? new JsonWebKeySet(text).getJsonWebKeys()
                : List.of(JsonWebKey.Factory.newJwk(text));
    }

    private void make(List<JsonWebKey> known) throws IOException {
        KeyRing.replace(folder.resolve(KNOWN), new JsonWebKeySet(known).toJson(OutputControlLevel.PUBLIC_ONLY));
    }

    private boolean due(String file) throws IOException {
        return !clock.instant().isBefore(dueAt(file));
    }

    private String wait(String done, String file) throws IOException {
        return done + " Call this again after " + dueAt(file) + ".";
    }

    private Instant dueAt(String file) throws IOException {
        return Files.getLastModifiedTime(folder.resolve(file)).toInstant().plus(PAUSE);
    }
}
