package io.autocharge.door;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Something that must never be read in a log, and that nobody else would write there. */
public record Canary(String kind, String value) {

    /** One of each kind: what identifies a person, what moves money, what lets somebody in. */
    public static final List<Canary> ALL = List.of(
            new Canary("name", "Quillfeather"),
            new Canary("e-mail address", "wren@quillfeather-canary.example"),
            new Canary("card number", "4000 0566 5566 5556"),
            new Canary("bank account", "DE89 3704 0044 0532 0130 00"),
            new Canary("passphrase", "corvid-battery-9-staple"),
            new Canary("secret of an API key", "sk_Zk3vQ1xT8mYb5Nc4Hs0Jf1Ga7Ue9Ri2Oo3Pq9Xr7Kd2"),
            new Canary("link", "9d3c1f0b6a7e48d2b5c4f1e0a9d8c7b6e5f4039281706f5e4d3c2b1a09f8e7d6"),
            new Canary("token", "eyJhbGciOiJFUzI1NiJ9.eyJjYW5hcnkiOiJxdWlsbCJ9.cXVpbGxmZWF0aGVyLWNhbmFyeQ"));

    /** Whether it can be read in {@code text}, as it is, as it stands in a URL, in another spelling, or as Basic credentials. */
    public boolean isIn(String text) {
        return bare(text).contains(bare(value)) || text.contains(basic());
    }

    /** It as the secret of an app. */
    public String basic() {
        var credentials = "key_1:" + value;
        return Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private static String bare(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("%20|%40|[ +@\\-]", "");
    }
}
