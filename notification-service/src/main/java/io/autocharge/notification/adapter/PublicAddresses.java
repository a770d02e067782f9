package io.autocharge.notification.adapter;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses belong to the public internet. All that the registries of IANA set aside does not: one's own machine, one's
 * own network, the network's own machines, and addresses in which another one is hidden.
 */
final class PublicAddresses {

    private record Block(byte[] address, int bits) {

        static Block of(String written) {
            var parts = written.split("/");
            try {
                return new Block(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
            } catch (UnknownHostException e) {
                throw new IllegalStateException(written + " is a literal", e);
            }
        }

        boolean holds(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                var mask = 0x80 >> bit % 8;
                if ((other[bit / 8] & mask) != (address[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Block> CLOSED_V4 = blocks(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // carriers' own
            "127.0.0.0/8", // this machine
            "168.63.129.16/32", // a cloud's own services behind an address that looks public
            "169.254.0.0/16", // this link, and the clouds' metadata
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocols
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, and broadcast

    /** The only part of IPv6 that is given out; loopback, unique local, link-local, multicast and NAT64 lie outside. */
    private static final List<Block> OPEN_V6 = blocks("2000::/3");

    private static final List<Block> CLOSED_V6 = blocks(
            "2001::/23", // protocols, and Teredo with an IPv4 address inside
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4 with an IPv4 address inside
            "3fff::/20"); // documentation

    private PublicAddresses() {}

    /** Whether this is an address of the public internet. */
    static boolean contain(InetAddress address) {
        var bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return CLOSED_V4.stream().noneMatch(block -> block.holds(bytes));
        }
        return OPEN_V6.stream().anyMatch(block -> block.holds(bytes))
                && CLOSED_V6.stream().noneMatch(block -> block.holds(bytes));
    }

    private static List<Block> blocks(String... written) {
        return Arrays.stream(written).map(Block::of).toList();
    }
}
