package io.autocharge.stack;

import io.autocharge.stack.Settings.Unfit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Which port each door has in this run. */
public final class Ports {

    private final Map<Door, Integer> ports;

    private Ports(Map<Door, Integer> ports) {
        this.ports = ports;
    }

    /** The usual ports, or those that the environment says. */
    public static Ports from(Settings settings) {
        var ports = new EnumMap<Door, Integer>(Door.class);
        var owners = new TreeMap<Integer, Door>();
        for (var door : Door.values()) {
            var port = settings.number(door.variable(), door.usual(), 1, 65_535);
            var other = owners.put(port, door);
            if (other != null) {
                throw new Unfit("%s and %s both say port %d.".formatted(other.variable(), door.variable(), port));
            }
            ports.put(door, port);
        }
        return new Ports(ports);
    }

    /** Ports that nobody uses at this moment. */
    public static Ports free() {
        var ports = new EnumMap<Door, Integer>(Door.class);
        var held = new ArrayList<ServerSocket>();
        try {
            for (var door : Door.values()) {
                var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                ports.put(door, socket.getLocalPort());
            }
            for (var socket : held) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Ports(ports);
    }

    public int of(Door door) {
        return ports.get(door);
    }

    /** Says at once all doors whose port somebody else has. */
    public void requireFree(Collection<Door> needed) {
        var taken = new ArrayList<String>();
        for (var door : needed) {
            if (isTaken(of(door))) {
                taken.add("Port %d (%s) is taken; %s sets another.".formatted(of(door), door.label(), door.variable()));
            }
        }
        if (!taken.isEmpty()) {
            throw new Unfit(String.join(System.lineSeparator(), taken));
        }
    }

    private static boolean isTaken(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
