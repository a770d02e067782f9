package io.autocharge.web;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The keys that the edge needs: to sign access tokens, and to ask services what only it may ask. */
@Singleton
class KeyFolder {

    private final Path folder;

    KeyFolder(Addresses addresses) {
        this.folder = Path.of(addresses.keys());
    }

    /** Whether there is such a file. */
    boolean has(String name) {
        return Files.exists(folder.resolve(name));
    }

    String text(String name) {
        var file = folder.resolve(name);
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The key file " + file + " cannot be read. AUTOCHARGE_KEYS names the folder of keys; "
                            + "'./autocharge up' creates it.",
                    e);
        }
    }
}
