package io.autocharge.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneId;
import java.util.Optional;

/** What the demo keeps between two plays: its credentials, for the owner's eyes only, and the papers it downloaded. */
record Keepsakes(Path folder) {

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** The partner of the play before, if there was one. */
    Optional<Partner.Credentials> credentials() {
        var file = folder.resolve("credentials.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var json = Wire.JSON.readTree(file.toFile());
            return Optional.of(new Partner.Credentials(
                    text(json, "partner_id"),
                    text(json, "name"),
                    ZoneId.of(text(json, "time_zone")),
                    text(json, "client_id"),
                    text(json, "client_secret")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps the partner for the next play. */
    void keep(Partner.Credentials credentials) {
        var json = Wire.object()
                .put("partner_id", credentials.partnerId())
                .put("name", credentials.name())
                .put("time_zone", credentials.zone().getId())
                .put("client_id", credentials.clientId())
                .put("client_secret", credentials.clientSecret());
        keepSecret("credentials.json", json.toPrettyString());
    }

    /** Keeps something for the owner's eyes only, and tells where. */
    Path keepSecret(String name, String text) {
        try {
            Files.createDirectories(folder);
            var file = folder.resolve(name);
            if (!Files.exists(file)) {
                Files.createFile(file, OWNER_ONLY);
            }
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps a paper, and tells where. */
    Path keep(String name, byte[] bytes) {
        try {
            Files.createDirectories(folder);
            return Files.write(folder.resolve(name), bytes).toAbsolutePath().normalize();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).asText();
    }
}
