package io.autocharge.stack.mongo;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.List;
import java.util.Set;

/** Which commands there are, and which of them need their database for themselves. Names are in lower case. */
final class CommandKind {

    private static final Set<String> WRITES = Set.of(
            "insert",
            "update",
            "delete",
            "findandmodify",
            "create",
            "createindexes",
            "drop",
            "dropindexes",
            "dropdatabase",
            "renamecollection");
    private static final Set<String> READS = Set.of(
            "find",
            "count",
            "distinct",
            "aggregate",
            "listindexes",
            "listcollections",
            "dbstats",
            "collstats",
            "validate",
            "explain");
    private static final Set<String> ABOUT_THE_SERVER = Set.of(
            "ismaster",
            "buildinfo",
            "getmore",
            "killcursors",
            "ping",
            "serverstatus",
            "whatsmyuri",
            "endsessions",
            "connectionstatus",
            "hostinfo",
            "getcmdlineopts",
            "getlog",
            "replsetgetstatus",
            "getlasterror");

    private CommandKind() {}

    /** Touches no collection. */
    static boolean isAboutTheServer(String name) {
        return ABOUT_THE_SERVER.contains(name);
    }

    static boolean isWrite(String name, Document query) {
        return WRITES.contains(name) || name.equals("aggregate") && writesItsResult(query);
    }

    private static boolean writesItsResult(Document aggregation) {
        return aggregation.get("pipeline") instanceof List<?> stages
                && stages.stream()
                        .anyMatch(stage -> stage instanceof Document document
                                && (document.containsKey("$out") || document.containsKey("$merge")));
    }

    static void refuseUnknown(String command, String name, Document query) {
        if (!WRITES.contains(name)
                && !READS.contains(name)
                && !ABOUT_THE_SERVER.contains(name)
                && !name.equals("listdatabases")) {
            throw new MongoServerError(59, "CommandNotFound", "no such command: '" + command + "'");
        }
        if (name.equals("renamecollection") && !databaseOf(query.get(command)).equals(databaseOf(query.get("to")))) {
            throw new MongoServerError(20, "IllegalOperation", "A collection is only renamed within its database.");
        }
    }

    static String databaseOf(Object namespace) {
        return Utils.getDatabaseNameFromFullName(String.valueOf(namespace));
    }
}
