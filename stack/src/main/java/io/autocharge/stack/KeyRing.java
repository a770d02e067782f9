package io.autocharge.stack;

import io.autocharge.stack.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** The secrets of a fresh installation. What is there is never replaced: a link that was mailed stays good. */
public final class KeyRing {

    private record Issuer(String name, List<String> types) {}

    private static final List<Issuer> ISSUERS = List.of(
            new Issuer("customer", List.of("customer.*")),
            new Issuer("invoice", List.of("invoice.*")),
            new Issuer("payment", List.of("payment.*")),
            new Issuer("notification", List.of("notification.*")),
            new Issuer("partner-app", List.of("payment.ScheduleCharge", "payment.CancelCharge")));

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path folder;

    private KeyRing(Path folder) {
        this.folder = folder;
    }

    /** Creates what is missing in the folder that {@code AUTOCHARGE_KEYS} names, for systems that run in containers. */
    public static void main(String[] args) throws IOException, JoseException {
        var settings = new Settings(System.getenv());
        complete(Path.of(
                settings.text("AUTOCHARGE_KEYS", settings.home().resolve("keys").toString())));
    }

    /** Creates what is missing; only the owner may read it. */
    static void complete(Path folder) throws IOException, JoseException {
        var ring = new KeyRing(folder);
        ring.ownFolder(folder);
        ring.ownFolder(folder.resolve("commands"));
        ring.once("link.key", Base64.getEncoder().encodeToString(random(32)));
        ring.once("webhook.key", Base64.getEncoder().encodeToString(random(32)));
        ring.once("staff.key", Base64.getEncoder().encodeToString(random(32)));
        ring.once("api-keys.key", Base64.getEncoder().encodeToString(random(32)));
        ring.once("answers.key", Base64.getEncoder().encodeToString(random(32)));
        ring.once("ops-token", "ops_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random(32)));
        if (!Files.exists(folder.resolve("tokens.public.jwk"))) {
            var tokens = named(EcJwkGenerator.generateJwk(EllipticCurves.P256), "ES256");
            ring.once("tokens.jwk", tokens.toJson(OutputControlLevel.INCLUDE_PRIVATE));
            ring.once("tokens.public.jwk", publicPart(folder.resolve("tokens.jwk")));
        }
        if (!Files.exists(folder.resolve("commands/trusted.json"))) {
            ring.issuers();
        }
    }

    private void issuers() throws IOException, JoseException {
        var trusted = new ArrayList<Map<String, Object>>();
        for (var issuer : ISSUERS) {
            var name = "commands/" + issuer.name() + ".private.jwk";
            var jwk = named(OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519), "EdDSA");
            once(name, jwk.toJson(OutputControlLevel.INCLUDE_PRIVATE));
            var known = PublicJsonWebKey.Factory.newPublicJwk(Files.readString(folder.resolve(name)));
            trusted.add(Map.of(
                    "issuer", issuer.name(),
                    "jwk", known.toParams(OutputControlLevel.PUBLIC_ONLY),
                    "types", issuer.types(),
                    "partners", List.of("*")));
        }
        once("commands/trusted.json", new String(Json.pretty(trusted), StandardCharsets.UTF_8));
    }

    static PublicJsonWebKey named(PublicJsonWebKey jwk, String algorithm) {
        jwk.setKeyId(jwk.calculateBase64urlEncodedThumbprint("SHA-256"));
        jwk.setAlgorithm(algorithm);
        jwk.setUse("sig");
        return jwk;
    }

    private static String publicPart(Path file) throws IOException, JoseException {
        return PublicJsonWebKey.Factory.newPublicJwk(Files.readString(file)).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    /** All or nothing: a key that was half written when the machine went down would never be noticed. */
    private void once(String name, String content) throws IOException {
        var file = folder.resolve(name);
        if (Files.exists(file)) {
            return;
        }
        replace(file, content);
    }

    /** The same for a file that may be there: whoever reads it finds the one or the other. */
    static void replace(Path file, String content) throws IOException {
        var draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.deleteIfExists(draft);
        Files.createFile(draft, only("rw-------"));
        Files.writeString(draft, content);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void ownFolder(Path path) throws IOException {
        Files.createDirectories(path, only("rwx------"));
        if (POSIX) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static FileAttribute<?>[] only(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static byte[] random(int size) {
        var bytes = new byte[size];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
