package io.autocharge.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocharge.notification.adapter.PostOffice;
import io.autocharge.runtime.axon.Eventually;
import io.autocharge.runtime.axon.Processors;
import io.autocharge.runtime.axon.Processors.Reader;
import io.autocharge.runtime.http.TestKeys;
import io.autocharge.runtime.mongo.EventLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReplayTest {

    @Inject
    EventLog log;

    @Inject
    Processors processors;

    @ConfigProperty(name = "autocharge.smtp.port")
    int smtpPort;

    private Others others;

    @Test
    void a_replay_of_everything_mails_nothing_tells_nothing_and_rebuilds_the_same_views() throws IOException {
        others = new Others(log);
        try (var office = new PostOffice(smtpPort)) {
            others.tellWhoIsWho("dana@contoso.example");
            others.tellOfPayment();
            Eventually.eventually(() -> views().contains("\"sent\"") && caughtUp());
            var views = views();
            var mails = office.letters().size();
            var tail = log.tail();

            var policies = processors.readers().stream().filter(Reader::policy).toList();
            policies.forEach(policy -> assertThatThrownBy(() -> processors.rebuild(policy.name()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("never replayed"));
            var rebuilt = processors.readers().stream()
                    .filter(reader -> !reader.policy())
                    .toList();
            rebuilt.forEach(view -> processors.rebuild(view.name()));
            Eventually.eventually(this::caughtUp);

            assertThat(views()).isEqualTo(views);
            assertThat(office.letters()).hasSize(mails);
            assertThat(log.readFrom(tail + 1, 1000))
                    .noneMatch(stored ->
                            others.partner.value().equals(stored.event().partner()));
            System.out.printf(
                    "F14: %d views rebuilt, %d policies refused it; 0 mails, 0 events, the same answers%n",
                    rebuilt.size(), policies.size());
        }
    }

    private boolean caughtUp() {
        return processors.readers().stream().allMatch(reader -> reader.running() && reader.behind() == 0);
    }

    private String views() {
        return read("/messages") + read("/receipts");
    }

    private String read(String path) {
        return given().header("Authorization", TestKeys.bearer(others.partner, "invoices:read reports:read"))
                .get(path)
                .asString();
    }
}
