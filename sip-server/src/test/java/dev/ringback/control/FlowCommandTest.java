package dev.ringback.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ringback.app.record.GuardedArchive;
import dev.ringback.app.record.RecordedCalls;
import dev.ringback.app.record.Wire;
import dev.ringback.calls.CallArchive;
import dev.ringback.cause.Cause;
import dev.ringback.cause.DnsStep;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `flow` tells an operator what passes.
final class FlowCommandTest {
    @TempDir private Path folder = Path.of("");
    private final Wire wire = new Wire(1 << 23);
    private final RecordedCalls calls = wire.calls(GuardedArchive.open(() -> CallArchive.NONE));
    private final List<Map<String, @Nullable Object>> items = new CopyOnWriteArrayList<>();
    private @Nullable ControlServer server;

    @BeforeEach
    void listen() throws Exception {
        server = ControlServer.open(socket(), CallCommands.of(calls));
    }

    @AfterEach
    void close() {
        Objects.requireNonNull(server).close();
    }

    private ControlSocket socket() {
        return new ControlSocket(folder.resolve("ctl.sock"));
    }

    private Map<String, @Nullable Object> ask(Map<String, Object> arguments) throws Exception {
        try (ControlClient client = ControlClient.connect(socket())) {
            return client.ask(new ControlRequest("flow", arguments), items::add);
        }
    }

    @Test
    void whatIsRecordedIsToldFromTheStartWhereThatIsAsked() throws Exception {
        String invite = Wire.request("INVITE", "one", 1, null);
        wire.in(invite).decide(Wire.response(487, "INVITE", "one", 1), new Cause.Cancelled());
        assertThat(ask(Map.of("since", "start", "seconds", 0L))).containsEntry("count", 3L);
        assertThat(items.getFirst())
                .containsEntry("event", "message")
                .containsEntry("at", "2026-11-23T12:00:00Z")
                .containsEntry("transport", "udp")
                .containsEntry("from", "192.0.2.7:5070")
                .containsEntry("to", "192.0.2.1:5060")
                .containsEntry("sent", false);
        byte[] octets = Base64.getDecoder().decode(String.valueOf(items.getFirst().get("octets")));
        assertThat(new String(octets, StandardCharsets.UTF_8)).isEqualTo(invite);
        assertThat(items.get(1)).containsEntry("sent", true).containsEntry("to", "192.0.2.7:5070");
        assertThat(items.getLast())
                .containsEntry("event", "remark")
                .containsEntry("callId", "one")
                .containsEntry("method", "INVITE")
                .containsEntry("sequence", 1L)
                .containsEntry("status", 487L)
                .containsEntry(
                        "reason",
                        Map.of("kind", "cancelled", "facts", Map.of(), "parts", List.of()));
    }

    @Test
    void whatPassesLaterIsToldUntilTheClientCloses() throws Exception {
        wire.call("before", Duration.ZERO);
        Thread listener =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        ask(Map.of());
                                    } catch (Exception e) {
                                        ended();
                                    }
                                });
        await().until(
                        () -> {
                            wire.in(Wire.request("OPTIONS", "later", 1, null));
                            return !items.isEmpty();
                        });
        assertThat(items.stream().map(FlowCommandTest::text).toList())
                .noneMatch(text -> text.contains("before"));
        assertThat(text(items.getFirst())).contains("later");
        Objects.requireNonNull(server).close();
        listener.join(Duration.ofSeconds(10));
        assertThat(items.getLast()).containsEntry("event", "end");
    }

    private void ended() {
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        item.put("event", "end");
        items.add(item);
    }

    private static String text(Map<String, @Nullable Object> item) {
        byte[] octets = Base64.getDecoder().decode(String.valueOf(item.get("octets")));
        return new String(octets, StandardCharsets.UTF_8);
    }

    @Test
    void whoIsTooSlowIsToldHowMuchWasLost() {
        boolean[] slow = new boolean[1];
        FlowFeed feed =
                new FlowFeed(
                        calls.tail(),
                        item -> {
                            if (!slow[0]) {
                                slow[0] = true;
                                for (int i = 0; i < 16_000; i++) {
                                    wire.call("c" + i, Duration.ZERO);
                                }
                            }
                            items.add(new LinkedHashMap<>(item));
                        });
        wire.call("first", Duration.ZERO);
        feed.run(Duration.ZERO);
        feed.run(Duration.ZERO);
        assertThat(items)
                .filteredOn(item -> "lost".equals(item.get("event")))
                .singleElement()
                .satisfies(item -> assertThat((Long) item.get("octets")).isGreaterThan(1 << 20));
        assertThat(text(items.get(items.size() - 2))).contains("c15999");
    }

    @Test
    void causesOfCausesAreToldWithTheirDnsAnswers() throws Exception {
        Cause lost =
                new Cause.NotLocated(
                        "gateway.example",
                        Cause.NotLocated.Reason.DNS_FAILED,
                        List.of(
                                new DnsStep(
                                        "gateway.example", "SRV", DnsStep.Outcome.SERVER_FAILED)));
        Cause.RuleMatched rule = new Cause.RuleMatched("ringback.yaml", 7, "night");
        wire.in(Wire.request("INVITE", "one", 1, null))
                .decide(Wire.response(480, "INVITE", "one", 1), new Cause.FellBack(rule, lost));

        ask(Map.of("since", "start", "seconds", 0L));

        assertThat(String.valueOf(items.getLast().get("chain"))).contains("dns-server-failed");
        List<Map<String, @Nullable Object>> told = new ArrayList<>();
        assertThat(String.valueOf(why("one", told))).contains("dns-server-failed");
        assertThat(told.getFirst()).containsKey("line");
        assertThat(told.getLast()).containsEntry("leg", 0L).containsKey("message");
    }

    private @Nullable Object why(String callId, List<Map<String, @Nullable Object>> told)
            throws Exception {
        try (ControlClient client = ControlClient.connect(socket())) {
            return client.ask(new ControlRequest("why", Map.of("call", callId)), told::add)
                    .get("why");
        }
    }

    @Test
    void aCallOfManyLongMessagesIsToldInLinesThatTheClientTakes() throws Exception {
        for (int i = 1; i <= 190; i++) {
            String info = Wire.request("INFO", "long", i, "callee");
            wire.in(info.replace("Length: 0", "Length: 30000") + "x".repeat(30_000));
        }
        List<Map<String, @Nullable Object>> told = new ArrayList<>();

        why("long", told);

        assertThat(told).filteredOn(item -> item.containsKey("message")).hasSize(190);
    }

    @Test
    void anotherTimeThanTheStartIsRefused() {
        assertThatThrownBy(() -> ask(Map.of("since", "noon"))).hasMessage("'since' takes 'start'");
        assertThatThrownBy(() -> ask(Map.of("seconds", "x")))
                .hasMessage("'seconds' takes a whole number");
    }
}
