package io.autocharge.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StackTest {

    private static final List<String> PARTS = List.of("kafka", "mongodb", "processor");
    private static final String CARD =
            "{\"card\":{\"number\":\"4242424242424242\",\"exp_month\":12,\"exp_year\":2045,\"cvc\":\"737\"}}";

    @TempDir
    static Path folder;

    private static Path home;
    private static StackProcess stack;

    @BeforeAll
    static void start() throws Exception {
        home = folder.resolve("home");
        stack = StackProcess.started(home);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void it_tells_where_everything_is() throws Exception {
        var status = stack.status();
        for (var name : PARTS) {
            var part = StackProcess.part(status, name);
            assertThat(part.path("state").asText()).as(name).isEqualTo("ready");
            assertThat(ProcessHandle.of(part.path("pid").asLong())).as(name).isPresent();
            assertThat(part.path("memory_mib").asLong()).as(name).isPositive();
            assertThat(Path.of(part.path("log").asText())).exists();
        }
        assertThat(new Http(stack.port("mail")).get("/api/v1/messages").status())
                .isEqualTo(200);
        assertThat(stack.said()).contains("http://127.0.0.1:" + stack.port("mail"));
    }

    @Test
    void a_part_that_is_killed_comes_back() throws Exception {
        for (var name : PARTS) {
            ProcessHandle.of(stack.part(name).path("pid").asLong())
                    .orElseThrow()
                    .destroyForcibly();
        }
        for (var name : PARTS) {
            stack.await(status -> StackProcess.part(status, name)
                                    .path("restarts")
                                    .asInt()
                            == 1
                    && StackProcess.part(status, name).path("state").asText().equals("ready"));
        }
        assertThat(stack.said()).contains("kafka ended with status 137 and is started again", "kafka.log ends:");
    }

    @Test
    void no_part_outlives_a_stack_that_is_killed_and_the_next_one_finds_everything_and_stops_at_ctrl_c()
            throws Exception {
        var other = folder.resolve("other");
        var killed = StackProcess.started(other);
        var orphans = killed.children();
        var token = new Http(killed.port("processor")).post("/v1/tokens", CARD).text("token");
        var opsToken = Files.readString(other.resolve("keys/ops-token"));
        killed.signal("KILL").awaitEnd();

        try (var next = StackProcess.started(other)) {
            for (var orphan : orphans) {
                orphan.onExit().get(60, TimeUnit.SECONDS);
            }
            assertThat(new Http(next.port("processor"))
                            .get("/v1/tokens/" + token)
                            .text("last4"))
                    .isEqualTo("4242");
            assertThat(Files.readString(other.resolve("keys/ops-token"))).isEqualTo(opsToken);

            var children = next.children();
            assertThat(children).hasSizeGreaterThanOrEqualTo(PARTS.size());
            next.signal("INT").awaitEnd();
            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(other.resolve("run/stack.json")).doesNotExist();
        }
    }

    @Test
    void a_second_stack_on_the_same_folder_is_refused() throws Exception {
        try (var second = new StackProcess(home, folder.resolve("second.out"), Map.of(), "--ports", "free")) {
            assertThat(second.awaitEnd()).isEqualTo(1);
            assertThat(second.said())
                    .contains("Another stack runs on " + home)
                    .contains("process " + stack.status().path("pid").asText());
        }
    }

    @Test
    void a_taken_port_is_named_with_the_variable_that_moves_it() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = String.valueOf(other.getLocalPort());
            assertRefused(
                    Map.of("AUTOCHARGE_MAIL_PORT", port), "Port " + port + " (mail) is taken", "AUTOCHARGE_MAIL_PORT");
        }
    }

    @Test
    void a_variable_that_makes_no_sense_is_refused() throws Exception {
        assertRefused(Map.of("AUTOCHARGE_KAFKA_PORT", "ninety"), "AUTOCHARGE_KAFKA_PORT must be a number", "'ninety'");
        assertRefused(Map.of("AUTOCHARGE_KAFKA_PORT", "70000"), "from 1 to 65535");
        assertRefused(
                Map.of("AUTOCHARGE_KAFKA_PORT", "5000", "AUTOCHARGE_MAIL_PORT", "5000"),
                "AUTOCHARGE_KAFKA_PORT and AUTOCHARGE_MAIL_PORT both say port 5000");
    }

    @Test
    void a_folder_that_cannot_be_written_is_refused() throws Exception {
        var file = Files.createFile(folder.resolve("file"));

        assertRefused(
                Map.of("AUTOCHARGE_HOME", file.resolve("home").toString()), "cannot be written", "AUTOCHARGE_HOME");
    }

    @Test
    void only_the_owner_reads_the_keys_and_none_is_replaced() throws Exception {
        var keys = folder.resolve("keys");
        KeyRing.complete(keys);
        var before = Files.readString(keys.resolve("tokens.jwk"));
        KeyRing.complete(keys);

        assertThat(Files.readString(keys.resolve("tokens.jwk"))).isEqualTo(before);
        assertThat(Files.readString(keys.resolve("tokens.public.jwk"))).doesNotContain("\"d\"");
        assertThat(Files.readString(keys.resolve("commands/trusted.json")))
                .contains("partner-app", "payment.ScheduleCharge", "Ed25519")
                .doesNotContain("\"d\"");
        try (var files = Files.walk(keys)) {
            for (var file : files.toList()) {
                var allowed = Files.isDirectory(file) ? "rwx------" : "rw-------";
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo(allowed);
            }
        }
    }

    private void assertRefused(Map<String, String> environment, String... words) throws Exception {
        try (var stack = new StackProcess(folder.resolve("refused"), folder.resolve("refused.out"), environment)) {
            assertThat(stack.awaitEnd()).isEqualTo(1);
            assertThat(stack.said()).contains(words).doesNotContain("\tat ");
        }
    }
}
