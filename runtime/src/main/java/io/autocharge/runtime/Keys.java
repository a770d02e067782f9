package io.autocharge.runtime;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The secrets of this installation: one folder of small files that only its owner reads. */
@Singleton
public class Keys {

    private static final int FEWEST_BYTES = 32;
    private static final int SHORTEST_TOKEN = 22; // 128 bits in base 64
    private static final long LONGEST_FILE = 16_384;

    private final Path folder;

    public Keys(@ConfigProperty(name = "autocharge.keys", defaultValue = ".autocharge/keys") String folder) {
        this.folder = Path.of(folder);
    }

    /** The text of a file of the folder. */
    public String text(String name) {
        var file = file(name);
        try {
            if (Files.size(file) > LONGEST_FILE) {
                throw new IllegalStateException("The key file " + file + " is too long to be one.");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The key file " + file + " cannot be read. AUTOCHARGE_KEYS names the folder of keys; "
                            + "'./autocharge up' creates it.",
                    e);
        }
    }

    /** A shared secret, kept as base 64. */
    public byte[] secret(String name) {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(text(name));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("The key file " + file(name) + " is not base 64.", e);
        }
        if (secret.length < FEWEST_BYTES) {
            throw new IllegalStateException("The key file " + file(name) + " holds fewer than 32 bytes.");
        }
        return secret;
    }

    /**
     * A token that whoever shows it is believed for.
     *
     * @throws IllegalStateException if it could be guessed
     */
    public String token(String name) {
        var token = text(name);
        if (token.length() < SHORTEST_TOKEN) {
            throw new IllegalStateException("The key file " + file(name) + " holds fewer than " + SHORTEST_TOKEN
                    + " characters, and so could be guessed.");
        }
        return token;
    }

    /** Where a file of the folder is. */
    public Path file(String name) {
        return folder.resolve(name);
    }
}
