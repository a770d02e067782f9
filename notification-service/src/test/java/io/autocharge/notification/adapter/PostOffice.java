package io.autocharge.notification.adapter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A mail server that answers as it is told, and keeps what it took. */
public final class PostOffice implements AutoCloseable {

    /** In place of an answer: none. */
    static final String SILENCE = "";

    private final ServerSocket door;
    private final Thread porter;
    private final Queue<Delivered> delivered = new ConcurrentLinkedQueue<>();
    private final List<Socket> guests = new CopyOnWriteArrayList<>();
    private volatile Function<String, Optional<String>> orders = line -> Optional.empty();

    /** Opens at a port, or at any that is free for 0. */
    public PostOffice(int port) throws IOException {
        door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        porter = start(() -> {
            while (true) {
                var guest = door.accept();
                guests.add(guest);
                start(() -> serve(guest));
            }
        });
    }

    /** Where it is. */
    public int port() {
        return door.getLocalPort();
    }

    /** A mail that was taken: whom its envelope names, and the whole of it. */
    record Delivered(List<String> to, String letter) {}

    /** The whole of every mail that was taken. */
    public List<String> letters() {
        return delivered.stream().map(Delivered::letter).toList();
    }

    /** Every mail that was taken, with its envelope. */
    List<Delivered> delivered() {
        return List.copyOf(delivered);
    }

    /** Answers the commands that start so with this, and all others as usual. */
    public void answers(String command, String answer) {
        orders = line -> line.startsWith(command) ? Optional.of(answer) : Optional.empty();
    }

    /** Answers as usual. */
    public void behaves() {
        orders = line -> Optional.empty();
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (var guest : guests) {
            guest.close();
        }
        try {
            porter.join(); // the port is free only when nobody waits at the door
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Socket guest) throws IOException {
        var in = new BufferedReader(new InputStreamReader(guest.getInputStream(), StandardCharsets.UTF_8));
        var to = new ArrayList<String>();
        say(guest, "220 ready");
        String line;
        while ((line = in.readLine()) != null) {
            var ordered = orders.apply(line);
            if (ordered.isPresent()) {
                say(guest, ordered.get());
            } else if (line.equals("DATA")) {
                say(guest, "354 go on");
                delivered.add(new Delivered(List.copyOf(to), letter(in)));
                say(guest, "250 taken");
            } else if (line.equals("QUIT")) {
                say(guest, "221 bye");
                guest.close();
                return;
            } else {
                if (line.startsWith("MAIL FROM")) {
                    to.clear();
                } else if (line.startsWith("RCPT TO:")) {
                    to.add(line.substring("RCPT TO:<".length(), line.lastIndexOf('>')));
                }
                say(guest, "250 fine");
            }
        }
    }

    private static String letter(BufferedReader in) throws IOException {
        var letter = new StringBuilder();
        String line;
        while ((line = in.readLine()) != null && !line.equals(".")) {
            letter.append(line).append('\n');
        }
        return letter.toString();
    }

    private static void say(Socket guest, String answer) throws IOException {
        if (!answer.equals(SILENCE)) {
            guest.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static Thread start(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // the door or the guest has gone: the work is over
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
