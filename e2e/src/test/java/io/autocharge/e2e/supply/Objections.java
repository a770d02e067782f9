package io.autocharge.e2e.supply;

import io.autocharge.e2e.supply.Shipment.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What speaks against shipping a library. */
final class Objections {

    /** Under one of these a library may be shipped with ours; where it offers several, one of them is enough. */
    private static final Set<String> LICENCES = Set.of(
            "Apache-2.0",
            "Apache License, 2.0",
            "MIT",
            "MIT-0",
            "0BSD",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "BSD-4-Clause",
            "Modified BSD",
            "EPL-1.0",
            "EPL-2.0",
            "CC0-1.0",
            "Go License",
            "MPL-1.1",
            "Mozilla Public License Version 2.0");

    /** CDDL: what the broker's own distribution carries, unchanged, for the stack alone. No service ships them. */
    private static final Set<String> LOOKED_AT = Set.of(
            "javax.xml.bind:jaxb-api:2.3.1",
            "javax.activation:javax.activation-api:1.2.0",
            "javax.activation:activation:1.1.1");

    /** Never again, whatever asks for it: each was a way to run foreign code, by deserialisation or by a log line. */
    private static final Pattern BANNED = Pattern.compile(
            "log4j:log4j|org\\.apache\\.logging\\.log4j:log4j-core:2\\.(1[0-6]|[0-9])\\..*|com\\.thoughtworks\\.xstream:.*"
                    + "|commons-collections:commons-collections:3\\.[0-2](\\.[01])?|org\\.codehaus\\.groovy:.*|com\\.mchange:c3p0.*"
                    + "|commons-fileupload:.*|org\\.apache\\.commons:commons-text:1\\.[0-9]|org\\.yaml:snakeyaml:1\\..*");

    private Objections() {}

    /** All that speaks against it, given the hashes that were seen when it was taken in. */
    static List<String> to(Component library, Map<String, String> hashesSeen) {
        var objections = new ArrayList<String>();
        var named = library.coordinates();
        if (!library.version().matches("[0-9A-Za-z][0-9A-Za-z.+_-]*")
                || library.version().endsWith("SNAPSHOT")) {
            objections.add(named + " is another thing tomorrow");
        }
        if (BANNED.matcher(named).matches()
                || BANNED.matcher(library.group() + ":" + library.name()).matches()) {
            objections.add(named + " is banned");
        }
        if (library.licences().stream().noneMatch(LICENCES::contains) && !LOOKED_AT.contains(named)) {
            objections.add(named + " is under " + library.licences());
        }
        var seen = hashesSeen.get(named);
        if (seen == null) {
            objections.add(named + " was not looked at yet");
        } else if (!seen.equals(library.sha256())) {
            objections.add(named + " is not the jar that was looked at");
        }
        return objections;
    }
}
