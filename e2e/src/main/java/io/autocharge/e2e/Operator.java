package io.autocharge.e2e;

import static io.autocharge.e2e.Eventually.eventually;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/** Who runs the system: takes partners on, and moves the sandbox's clock. */
public final class Operator {

    private final Addresses addresses;

    public Operator(Addresses addresses) {
        this.addresses = addresses;
    }

    /** Where the system is. */
    public Addresses addresses() {
        return addresses;
    }

    /** Takes on a partner whose due dates end at {@code cutOffHour} in {@code zone}, and lets its app in. */
    public Partner register(String name, String email, ZoneId zone, int cutOffHour) {
        var body = Wire.object()
                .put("name", name)
                .put("email", email)
                .put("time_zone", zone.getId())
                .put("cut_off_hour", cutOffHour);
        var partner = once(door("customer")).post("/partners", body).expect(201).json();
        var id = partner.path("id").asText();
        var key = once(door("customer"))
                .post("/partners/" + id + "/api-keys", Wire.object())
                .expect(201)
                .json();
        var credentials = new Partner.Credentials(
                id,
                name,
                zone,
                key.path("client_id").asText(),
                key.path("client_secret").asText());
        return new Partner(addresses, credentials);
    }

    /** What time it is in the sandbox. */
    public Instant now() {
        return Instant.parse(
                door("payment").get("/ops/clock").expect(200).json().path("now").asText());
    }

    /** Lets time pass in every service. */
    public void advance(Duration by) {
        for (var service : Addresses.SERVICES) {
            eventually(
                    service + " moves its clock",
                    () -> Optional.of(door(service)
                                    .post("/ops/clock", Wire.object().put("advance", by.toString())))
                            .filter(answer -> answer.status() / 100 == 2),
                    () -> "a refusal");
        }
    }

    /** A door that only operators may use. */
    public Wire door(String service) {
        return Wire.to(addresses.service(service)).bearer(addresses.opsToken());
    }

    private static Wire once(Wire wire) {
        return wire.with("Idempotency-Key", UUID.randomUUID().toString());
    }
}
