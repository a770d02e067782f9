package io.autocharge.stack;

import java.util.Locale;

/** Everything that listens, where it usually does, and the variable that moves it. */
public enum Door {
    KAFKA(9092),
    KAFKA_CONTROLLER(9093),
    MONGODB(27017),
    SMTP(3025),
    MAIL(8025),
    PROCESSOR(8090),
    WEB(8080),
    CUSTOMER(8081),
    INVOICE(8082),
    PAYMENT(8083),
    NOTIFICATION(8084);

    private final int usual;

    Door(int usual) {
        this.usual = usual;
    }

    /** The port, unless the environment says another. */
    public int usual() {
        return usual;
    }

    /** The environment variable that says another port. */
    public String variable() {
        return "AUTOCHARGE_" + name() + "_PORT";
    }

    /** Its name in the status file, in logs and on the console. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
