package dev.ringback.app.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.app.record.GuardedArchive;
import dev.ringback.app.record.RecordedCalls;
import dev.ringback.app.record.Wire;
import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.hep.HepCodec;
import dev.ringback.callflow.hep.HepOrigin;
import dev.ringback.callflow.hep.HepPacket;
import dev.ringback.callflow.hep.HepTarget;
import dev.ringback.calls.CallArchive;
import dev.ringback.calls.CallQuality;
import dev.ringback.calls.CallQuery;
import dev.ringback.cause.Cause;
import dev.ringback.config.calls.CallsConfig;
import dev.ringback.control.JsonLine;
import dev.ringback.stack.Transport;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Those who are configured are told of calls.
final class CallExportsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration QUIET = Duration.ofSeconds(3);

    private final Wire wire = new Wire(1 << 20);
    private final GuardedArchive none = GuardedArchive.open(() -> CallArchive.NONE);
    private final RecordedCalls calls = wire.calls(none);
    private final CallExports exports = new CallExports(calls, none, false, wire::time);

    @TempDir private Path folder;

    @AfterEach
    void close() {
        exports.close();
    }

    private Path file() {
        return folder.resolve("calls.jsonl");
    }

    private void record(boolean registrations) {
        exports.follow(
                new CallsConfig(
                        -1,
                        CallsConfig.Archive.OFF,
                        new CallsConfig.Records(file(), registrations),
                        null,
                        null));
    }

    /// Lets it be quiet long enough for all that is over to be told.
    private void settle() {
        calls.turn(() -> {});
        wire.pause(QUIET);
        calls.turn(() -> {});
    }

    private List<Map<String, @Nullable Object>> records() throws IOException {
        List<Map<String, @Nullable Object>> records = new ArrayList<>();
        if (Files.exists(file())) {
            for (String line : Files.readAllLines(file())) {
                records.add(JsonLine.read(line));
            }
        }
        return records;
    }

    private static Object callId(Map<String, @Nullable Object> record) {
        return Objects.requireNonNull(record.get("callId"));
    }

    @Test
    void aCallThatIsOverHasOneRecordWithItsTimes() throws IOException {
        record(false);
        wire.call("one", MINUTE);
        settle();
        settle();
        Map<String, @Nullable Object> record = records().getFirst();
        assertThat(records()).hasSize(1);
        assertThat(record)
                .containsEntry("kind", "call")
                .containsEntry("callId", "one")
                .containsEntry("from", "alice@example.com")
                .containsEntry("to", "bob@example.com")
                .containsEntry("requestUri", "sip:bob@example.com")
                .containsEntry("source", "192.0.2.7:5070")
                .containsEntry("destination", "192.0.2.1:5060")
                .containsEntry("begun", "2026-11-23T12:00:00Z")
                .containsEntry("answered", "2026-11-23T12:00:00.020Z")
                .containsEntry("ended", "2026-11-23T12:01:00.040Z")
                .containsEntry("status", 200L)
                .containsEntry("state", "completed")
                .containsEntry("end", "complete")
                .containsEntry("cause", null)
                .containsEntry("srd", 0.01)
                .containsEntry("sdd", 0.01)
                .containsEntry("sdt", 60.02)
                .containsEntry("messages", 6L);
    }

    @Test
    void aCallThatFailedHasItsCauseAndWhoSaidSo() throws IOException {
        record(false);
        wire.in(Wire.request("INVITE", "far", 1, null))
                .on(Wire.request("INVITE", "far", 1, null))
                .back(Wire.response(486, "INVITE", "far", 1))
                .out(Wire.response(486, "INVITE", "far", 1))
                .in(Wire.request("INVITE", "near", 1, null))
                .decide(Wire.response(487, "INVITE", "near", 1), new Cause.Cancelled());
        settle();
        assertThat(records()).extracting(CallExportsTest::callId).containsExactly("far", "near");
        assertThat(records().getFirst())
                .containsEntry("destination", "192.0.2.8:5080")
                .containsEntry("state", "busy")
                .containsEntry("answered", null)
                .containsEntry("ended", "2026-11-23T12:00:00.020Z");
        Map<?, ?> cause = (Map<?, ?>) Objects.requireNonNull(records().getLast().get("cause"));
        assertThat(cause.get("kind")).isEqualTo("cancelled");
        assertThat(String.valueOf(cause.get("text"))).hasSizeGreaterThan(9);
    }

    @Test
    void aSecondTryWithAPasswordIsTheSameCall() throws IOException {
        record(false);
        wire.in(Wire.request("INVITE", "one", 1, null))
                .out(Wire.response(401, "INVITE", "one", 1))
                .in(Wire.request("ACK", "one", 1, "callee"));
        calls.turn(() -> {});
        wire.in(Wire.request("INVITE", "one", 2, null)).out(Wire.response(404, "INVITE", "one", 2));
        settle();
        assertThat(records())
                .singleElement()
                .satisfies(
                        one ->
                                assertThat(one)
                                        .containsEntry("status", 404L)
                                        .containsEntry("messages", 5L));
    }

    @Test
    void anotherCallUnderTheSameCallIdHasItsOwnRecord() throws IOException {
        record(false);
        wire.in(Wire.request("INVITE", "one", 1, null)).out(Wire.response(486, "INVITE", "one", 1));
        settle();
        wire.in(Wire.request("ACK", "one", 1, "callee"))
                .in(Wire.request("INVITE", "one", 7, null))
                .out(Wire.response(404, "INVITE", "one", 7));
        settle();
        assertThat(records()).extracting(each -> each.get("status")).containsExactly(486L, 404L);
        assertThat(records().getLast()).containsEntry("messages", 2L);
    }

    @Test
    void aCallThatIsSentOnIsOneCallUntilItsEnd() throws IOException {
        record(false);
        wire.in(Wire.request("INVITE", "one", 1, null))
                .out(Wire.response(181, "INVITE", "one", 1))
                .out(Wire.response(180, "INVITE", "one", 1));
        settle();
        assertThat(records()).isEmpty();
        wire.out(Wire.response(200, "INVITE", "one", 1)).pause(MINUTE);
        settle();
        wire.in(Wire.request("BYE", "one", 2, "callee")).out(Wire.response(200, "BYE", "one", 2));
        settle();
        assertThat(records())
                .singleElement()
                .satisfies(
                        one ->
                                assertThat(one)
                                        .containsEntry("state", "completed")
                                        .containsEntry("status", 200L)
                                        .containsEntry("messages", 6L));
    }

    @Test
    void aCallEndsWithItsByeAlsoWhereNobodyAnswersThat() throws IOException {
        record(false);
        wire.in(Wire.request("INVITE", "one", 1, null))
                .out(Wire.response(503, "INVITE", "one", 1))
                .in(Wire.request("INVITE", "one", 2, null))
                .out(Wire.response(200, "INVITE", "one", 2))
                .pause(MINUTE)
                .in(Wire.request("BYE", "one", 3, "callee"));
        settle();
        assertThat(records())
                .singleElement()
                .satisfies(
                        one ->
                                assertThat(one)
                                        .containsEntry("answered", "2026-11-23T12:00:00.030Z")
                                        .containsEntry("ended", "2026-11-23T12:01:00.040Z")
                                        .containsEntry("srd", 0.01)
                                        .containsEntry("sdd", null)
                                        .containsEntry("sdt", 60.01));
    }

    @Test
    void aClockThatIsSetBackHoldsUpNoRecord() throws IOException {
        record(false);
        wire.call("one", MINUTE);
        calls.turn(() -> {});
        wire.pause(Duration.ofHours(-1));
        calls.turn(() -> {});
        assertThat(records()).extracting(CallExportsTest::callId).containsExactly("one");
    }

    @Test
    void aCallThatGoesOnIsRecordedAtTheEndOfTheServerAndSaysSo() throws IOException {
        record(false);
        wire.in(Wire.request("INVITE", "open", 1, null))
                .out(Wire.response(200, "INVITE", "open", 1));
        settle();
        assertThat(records()).isEmpty();
        wire.call("over", MINUTE);
        exports.close();
        assertThat(records()).hasSize(2);
        assertThat(records().getFirst())
                .containsEntry("callId", "open")
                .containsEntry("state", "in-call")
                .containsEntry("end", "shutdown")
                .containsEntry("ended", null);
        assertThat(records().getLast())
                .containsEntry("callId", "over")
                .containsEntry("end", "complete");
    }

    @Test
    void atTheEndAllThatIsRememberedIsKeptThoughItIsMoreThanTheQueueHolds() {
        Wire busy = new Wire(80 << 20);
        Counting archive = new Counting();
        GuardedArchive guarded = GuardedArchive.open(() -> archive);
        RecordedCalls many = busy.calls(guarded);
        CallExports keeping = new CallExports(many, guarded, true, busy::time);
        keeping.follow(CallsConfig.STANDARD);
        for (int i = 0; i < 6_000; i++) {
            busy.in(Wire.request("INVITE", "open" + i, 1, null));
        }
        Thread end = Thread.ofPlatform().start(keeping::close);
        await().until(() -> end.getState() == Thread.State.TIMED_WAITING);
        archive.goesOn.countDown();
        await().until(() -> !end.isAlive());
        assertThat(archive.kept.get()).isEqualTo(6_000);
    }

    /// An archive that takes nothing before it is told to go on.
    private static final class Counting implements CallArchive {
        private final AtomicInteger kept = new AtomicInteger();
        private final CountDownLatch goesOn = new CountDownLatch(1);

        @Override
        public void add(List<CallFlow> calls) {
            try {
                goesOn.await();
                kept.addAndGet(calls.size());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public List<CallFlow> search(CallQuery query) {
            return List.of();
        }

        @Override
        public @Nullable CallFlow find(String callId) {
            return null;
        }

        @Override
        public boolean trim(Instant now) {
            return false;
        }

        @Override
        public Counts counts() {
            return new Counts(kept.get(), 0);
        }

        @Override
        public void close() {}
    }

    @Test
    void aCallThatHasToMakeRoomIsRecordedOnceAndSaysSo() throws IOException {
        record(false);
        wire.in(Wire.request("INVITE", "open", 1, null))
                .out(Wire.response(200, "INVITE", "open", 1));
        for (int i = 0; i < 200; i++) {
            wire.in(Wire.request("INVITE", "o" + i, 1, null))
                    .out(Wire.response(200, "INVITE", "o" + i, 1));
            calls.turn(() -> {});
        }
        assertThat(records().getFirst())
                .containsEntry("callId", "open")
                .containsEntry("end", "evicted");
        wire.in(Wire.request("BYE", "open", 2, "callee")).out(Wire.response(200, "BYE", "open", 2));
        settle();
        assertThat(records()).filteredOn(each -> "open".equals(each.get("callId"))).hasSize(1);
    }

    @Test
    void whatPeersWroteIsOneLineOfJson() throws IOException {
        record(false);
        String callId = "o\"d\\d}{";
        wire.in(Wire.request("INVITE", callId, 1, null))
                .out(
                        Wire.response(404, "INVITE", callId, 1)
                                .replace("Said", "a\"b\\c\u0085\u2028"));
        settle();
        String text = Files.readString(file());
        assertThat(text.lines()).hasSize(1);
        assertThat(text.trim().chars().noneMatch(Character::isISOControl)).isTrue();
        assertThat(text).doesNotContain("\u2028");
        assertThat(records().getFirst()).containsEntry("callId", callId);
        assertThat(String.valueOf(records().getFirst().get("reason"))).startsWith("a\"b\\c");
    }

    @Test
    void registrationsAreRecordedWhereThatIsWanted() throws IOException {
        record(false);
        register("no", 1);
        settle();
        assertThat(records()).isEmpty();
        record(true);
        register("yes", 1);
        settle();
        wire.pause(MINUTE);
        register("yes", 3);
        settle();
        assertThat(records()).hasSize(2);
        assertThat(records().getLast())
                .containsEntry("kind", "registration")
                .containsEntry("callId", "yes")
                .containsEntry("rrd", 0.03)
                .containsEntry("messages", 4L)
                .doesNotContainKey("srd");
    }

    private void register(String callId, int sequence) {
        wire.in(Wire.request("REGISTER", callId, sequence, null))
                .out(Wire.response(401, "REGISTER", callId, sequence))
                .in(Wire.request("REGISTER", callId, sequence + 1, null))
                .out(Wire.response(200, "REGISTER", callId, sequence + 1));
    }

    @Test
    void theMeasuresOfTheLastHourAreThoseOfRfc6076() {
        record(false);
        wire.call("good", MINUTE);
        wire.in(Wire.request("INVITE", "busy", 1, null))
                .out(Wire.response(486, "INVITE", "busy", 1));
        wire.in(Wire.request("INVITE", "lost", 1, null))
                .out(Wire.response(503, "INVITE", "lost", 1));
        register("phone", 1);
        settle();
        CallQuality quality = exports.quality();
        assertThat(quality.ratios().sessions().requested()).isEqualTo(3);
        assertThat(quality.ratios().sessionEstablishmentRatio()).hasValue(100.0 / 3);
        assertThat(quality.ratios().sessionEstablishmentEffectivenessRatio()).hasValue(200.0 / 3);
        assertThat(quality.ratios().ineffectiveSessionAttempts()).hasValue(100.0 / 3);
        assertThat(quality.ratios().sessionCompletionRatio()).hasValue(100.0 / 3);
        assertThat(quality.ratios().registrations()).isEqualTo(1);
        assertThat(quality.requests().established().mean()).isEqualTo(Duration.ofMillis(10));
        assertThat(quality.requests().failed().count()).isEqualTo(2);
        assertThat(quality.duration().mean()).isEqualTo(MINUTE.plusMillis(20));
        assertThat(quality.registration().count()).isEqualTo(1);
        wire.pause(Duration.ofHours(2));
        assertThat(exports.quality().ratios().sessions().requested()).isZero();
    }

    @Test
    void aCollectorGetsEveryMessageAndTheCauseOfAFailure() throws IOException {
        try (DatagramSocket collector = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            collector.setSoTimeout(10_000);
            HepOrigin origin = HepOrigin.sip().from(2_001).with("secret");
            HepTarget target =
                    new HepTarget(Transport.UDP, "127.0.0.1", collector.getLocalPort(), origin);
            exports.follow(CallsConfig.STANDARD.with(target));
            String invite = Wire.request("INVITE", "one", 1, null);
            wire.in(invite).decide(Wire.response(487, "INVITE", "one", 1), new Cause.Cancelled());
            settle();
            HepPacket first = packet(collector);
            assertThat(text(first)).isEqualTo(invite);
            assertThat(first.from()).isEqualTo(Wire.CALLER);
            assertThat(first.to()).isEqualTo(Wire.HERE);
            assertThat(first.at()).isEqualTo(Wire.NOON);
            assertThat(first.origin()).isEqualTo(origin.of("one"));
            HepPacket second = packet(collector);
            assertThat(text(second)).startsWith("SIP/2.0 487 ");
            assertThat(second.to()).isEqualTo(Wire.CALLER);
            HepPacket log = packet(collector);
            assertThat(log.origin()).isEqualTo(new HepOrigin(100, 2_001, "secret", "one"));
            assertThat(text(log)).startsWith("487 cancelled: ");
            await().untilAsserted(
                            () ->
                                    assertThat(exports.counts().hep())
                                            .isEqualTo(new CallExports.Counts.Hep(3, 0)));
            exports.follow(CallsConfig.STANDARD);
            assertThat(exports.counts().hep()).isNull();
        }
    }

    private static HepPacket packet(DatagramSocket collector) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        collector.receive(packet);
        byte[] octets = Arrays.copyOf(packet.getData(), packet.getLength());
        return Objects.requireNonNull(HepCodec.decode(octets, Wire.NOON));
    }

    private static String text(HepPacket packet) {
        return new String(packet.payload(), StandardCharsets.UTF_8);
    }

    @Test
    void whatWasOverBeforeAnybodyWantedRecordsHasNone() throws IOException {
        wire.call("before", MINUTE);
        record(false);
        wire.call("after", MINUTE);
        settle();
        exports.close();
        assertThat(records()).extracting(CallExportsTest::callId).containsExactly("after");
    }
}
