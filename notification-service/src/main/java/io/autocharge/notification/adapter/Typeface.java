package io.autocharge.notification.adapter;

import com.lowagie.text.pdf.BaseFont;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.Arrays;

/** A weight of the face in which papers are set. It is embedded, so that a receipt looks the same on every machine. */
enum Typeface {
    REGULAR("Inter-Regular.otf"),
    SEMI_BOLD("Inter-SemiBold.otf");

    private final String file;
    private final byte[] bytes;

    Typeface(String file) {
        this.file = file;
        this.bytes = read("/fonts/" + file);
    }

    /** The face for one document. */
    BaseFont font() {
        try {
            var font = BaseFont.createFont(file, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, false, bytes, null);
            font.setSecureRandom(new Zeros()); // else the name of the subset, and so the file, differs each time
            return font;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(String resource) {
        try (var in = Typeface.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Zeros extends SecureRandom {
        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
