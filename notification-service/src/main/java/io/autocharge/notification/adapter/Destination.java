package io.autocharge.notification.adapter;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Where a webhook goes, as its URL says; not yet asked which address that is. A number is no name: there are too many ways
 * to write one.
 *
 * @param own this machine itself, which is possible in the sandbox only
 */
record Destination(boolean own, boolean tls, String host, int port, String path) {

    private static final int LONGEST = 2_048;
    private static final int HTTPS = 443;
    private static final Pattern NAME = Pattern.compile(
            "(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})",
            Pattern.CASE_INSENSITIVE);
    private static final List<String> NOT_PUBLIC =
            List.of(".localhost", ".local", ".internal", ".intranet", ".lan", ".home", ".corp", ".home.arpa", ".onion");
    private static final Set<String> OWN = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * Reads a URL.
     *
     * @param ownToo whether this machine itself may be meant
     * @throws IllegalArgumentException with a sentence for the partner, if nothing can be sent there
     */
    static Destination of(String url, boolean ownToo) {
        var uri = parsed(url);
        var host = uri.getHost().toLowerCase(Locale.ROOT);
        var path = (uri.getRawPath().isEmpty() ? "/" : uri.getRawPath())
                + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        if (ownToo && OWN.contains(host) && uri.getScheme().equalsIgnoreCase("http")) {
            return new Destination(true, false, host, uri.getPort() == -1 ? 80 : uri.getPort(), path);
        }
        must(uri.getScheme().equalsIgnoreCase("https"), "A webhook URL starts with https://.");
        must(uri.getPort() == -1 || uri.getPort() == HTTPS, "Webhooks are sent to port 443 only.");
        must(
                NAME.matcher(host).matches() && NOT_PUBLIC.stream().noneMatch(host::endsWith),
                "A webhook URL names a host of the public internet, and no address.");
        return new Destination(false, true, host, HTTPS, path);
    }

    /** Which addresses are right for it, of those that its name leads to. */
    Predicate<InetAddress> right() {
        return own ? InetAddress::isLoopbackAddress : PublicAddresses::contain;
    }

    private static URI parsed(String url) {
        must(
                url != null && url.length() <= LONGEST && url.chars().allMatch(c -> c > 0x20 && c < 0x7f),
                "A webhook URL has at most 2,048 characters of ASCII.");
        URI uri;
        try {
            uri = new URI(url).parseServerAuthority();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("This is no URL.");
        }
        must(uri.getScheme() != null && !uri.isOpaque() && uri.getHost() != null, "This is no URL of a web server.");
        must(uri.getRawUserInfo() == null, "A webhook URL holds no user and no password.");
        must(uri.getRawFragment() == null, "A webhook URL has no fragment.");
        return uri;
    }

    private static void must(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
