package io.autocharge.ops;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;

/** Asks each service in turn; one that is not there does not hide what the others say. */
final class Rounds {

    private final Installation installation;
    private final PrintWriter err;

    Rounds(Installation installation, PrintWriter err) {
        this.installation = installation;
        this.err = err;
    }

    /** Answers 0 if every service answered, 1 if one did not. */
    int each(Consumer<Door> question) {
        int troubles = 0;
        for (var door : doors()) {
            try {
                question.accept(door);
            } catch (Trouble e) {
                err.println(e.getMessage());
                troubles++;
            }
        }
        err.flush();
        return troubles == 0 ? 0 : 1;
    }

    private List<Door> doors() {
        return installation.services().entrySet().stream()
                .map(service -> new Door(service.getKey(), service.getValue(), installation.token()))
                .toList();
    }
}
