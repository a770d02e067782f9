package io.autocharge.stack.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** The mails that were caught: a file each, on disk before the sender hears that it was taken. */
public final class MailBook {

    private static final int MOST = 2_000;

    private final Path folder;
    private final TreeMap<Long, Letter> letters = new TreeMap<>();
    private long last;

    /** Opens the book with the mails of earlier days. */
    public MailBook(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                var name = file.getFileName().toString();
                if (name.matches("\\d{8}\\.eml")) {
                    last = Long.parseLong(name.substring(0, 8));
                    var caughtAt = Files.getLastModifiedTime(file).toInstant();
                    letters.put(last, Letter.of(last, caughtAt, Files.size(file), open(file)));
                } else {
                    Files.delete(file); // the draft of a mail that was never acknowledged
                }
            }
        } catch (MessagingException e) {
            throw new IOException("A mail in " + folder + " cannot be read.", e);
        }
    }

    /** Keeps a mail. When there are too many, the oldest goes. */
    synchronized void keep(MimeMessage message) throws MessagingException {
        var bytes = new ByteArrayOutputStream();
        try {
            message.writeTo(bytes);
            var id = last + 1;
            var draft = folder.resolve("draft");
            try (var channel = FileChannel.open(
                    draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                channel.write(java.nio.ByteBuffer.wrap(bytes.toByteArray()));
                channel.force(true);
            }
            Files.move(draft, file(id), StandardCopyOption.ATOMIC_MOVE);
            last = id;
            letters.put(id, Letter.of(id, Instant.now(), bytes.size(), message));
            while (letters.size() > MOST) {
                Files.deleteIfExists(file(letters.pollFirstEntry().getKey()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The letters, newest first. */
    synchronized List<Letter> letters(int start, int limit) {
        var found = new ArrayList<Letter>();
        letters.descendingMap().values().stream().skip(start).limit(limit).forEach(found::add);
        return found;
    }

    synchronized int count() {
        return letters.size();
    }

    synchronized Optional<Letter> letter(String id) {
        return id.matches("\\d{1,8}") ? Optional.ofNullable(letters.get(Long.parseLong(id))) : Optional.empty();
    }

    /** The mail itself. */
    MimeMessage open(Letter letter) {
        try {
            return open(file(letter.id()));
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException("Mail " + letter.id() + " cannot be read.", e);
        }
    }

    byte[] raw(Letter letter) {
        try {
            return Files.readAllBytes(file(letter.id()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void clear() {
        try {
            for (var id : letters.keySet()) {
                Files.deleteIfExists(file(id));
            }
            letters.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(long id) {
        return folder.resolve("%08d.eml".formatted(id));
    }

    private static MimeMessage open(Path file) throws IOException, MessagingException {
        try (var in = Files.newInputStream(file)) {
            return new MimeMessage(Session.getInstance(new Properties()), in);
        }
    }
}
