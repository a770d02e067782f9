package io.autocharge.e2e;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder in which the sources and the shipped jars are. */
public final class Checkout {

    private Checkout() {}

    /** Where the checkout begins. */
    public static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("contracts/pom.xml"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("Not inside a checkout of Autocharge.");
            }
        }
        return folder;
    }
}
