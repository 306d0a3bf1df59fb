package dev.ringback.store.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.Passed;
import dev.ringback.calls.CallArchive;
import dev.ringback.calls.CallDigest;
import dev.ringback.calls.CallQuery;
import dev.ringback.config.calls.CallsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls outlive the process, for as long and as much as is said.
final class FileCallArchiveTest {
    private static final Instant NOON = FlowsOfTests.NOON;
    private static final CallsConfig.Archive WEEK =
            new CallsConfig.Archive(Duration.ofDays(7), 1L << 30);

    @TempDir private Path folder;

    private CallArchive open() throws IOException {
        return FileCallArchive.open(folder, WEEK);
    }

    private static CallFlow call(String callId, int second) {
        return FlowsOfTests.refused(callId, NOON.plusSeconds(second), "alice", 486);
    }

    private static List<String> found(CallArchive archive, CallQuery query) throws IOException {
        return archive.search(query).stream().map(CallFlow::callId).toList();
    }

    private static CallQuery query(@Nullable String user, int status, @Nullable String cause) {
        CallQuery.Page page = new CallQuery.Page(10, null);
        return new CallQuery(user, status, cause, CallQuery.Span.EVER, page);
    }

    @Test
    void aCallIsTheSameAfterARestart() throws IOException {
        CallFlow one = call("one", 0);
        try (CallArchive archive = open()) {
            archive.add(List.of(one, call("two", 1)));
            same(archive.find("one"), one);
        }
        try (CallArchive archive = open()) {
            same(archive.find("one"), one);
            assertThat(archive.find("three")).isNull();
            assertThat(archive.counts().calls()).isEqualTo(2);
            archive.add(List.of(call("three", 2)));
            assertThat(found(archive, CallQuery.newest(9))).containsExactly("three", "two", "one");
        }
    }

    /// Messages are what their octets are.
    private static void same(@Nullable CallFlow maybe, CallFlow wanted) {
        CallFlow found = Objects.requireNonNull(maybe);
        assertThat(found.own()).isEqualTo(wanted.own());
        assertThat(found.remarks()).isEqualTo(wanted.remarks());
        assertThat(found.forgotten()).isEqualTo(wanted.forgotten());
        assertThat(told(found)).isEqualTo(told(wanted));
    }

    private static List<String> told(CallFlow flow) {
        return flow.messages().stream().map(Passed::toString).toList();
    }

    @Test
    void eachFilterLeavesWhatItNames() throws IOException {
        try (CallArchive archive = open()) {
            archive.add(
                    List.of(
                            FlowsOfTests.refused("busy", NOON, "Car_l", 486),
                            FlowsOfTests.refused("gone", NOON.plusSeconds(1), "dave", 404),
                            FlowsOfTests.refused("ok", NOON.plusSeconds(2), "dave", 200)));
            assertThat(found(archive, query("CAR_L@", 0, null))).containsExactly("busy");
            assertThat(found(archive, query("_", 0, null))).containsExactly("busy");
            assertThat(found(archive, query("gone", 0, null))).containsExactly("gone");
            assertThat(found(archive, query("dave", 4, null))).containsExactly("gone");
            assertThat(found(archive, query(null, 486, null))).containsExactly("busy");
            assertThat(found(archive, query(null, 4, null))).containsExactly("gone", "busy");
            assertThat(found(archive, query(null, 0, "kind404"))).containsExactly("gone");
            CallQuery.Span span = new CallQuery.Span(NOON.plusSeconds(1), NOON.plusSeconds(2));
            CallQuery.Page page = new CallQuery.Page(10, null);
            assertThat(found(archive, new CallQuery(null, 0, null, span, page)))
                    .containsExactly("gone");
        }
    }

    @Test
    void pagesHaveEachCallOnceAlsoWhereManyBeganAtOnce() throws IOException {
        try (CallArchive archive = open()) {
            List<CallFlow> all = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                all.add(call("c" + (char) ('a' + i), i / 10));
            }
            archive.add(all);
            List<String> found = new ArrayList<>();
            CallQuery.Page page = new CallQuery.Page(4, null);
            while (page.limit() > 0) {
                List<CallFlow> next =
                        archive.search(new CallQuery(null, 0, null, CallQuery.Span.EVER, page));
                next.forEach(flow -> found.add(flow.callId()));
                page =
                        next.isEmpty()
                                ? new CallQuery.Page(0, null)
                                : new CallQuery.Page(4, CallDigest.mark(next.getLast()));
            }
            assertThat(found).hasSize(25).doesNotHaveDuplicates();
            assertThat(found.subList(0, 6)).containsExactly("cy", "cx", "cw", "cv", "cu", "ct");
        }
    }

    @Test
    void callsOfAnyAgeAreFoundInOneSearch() throws IOException {
        try (CallArchive archive = open()) {
            for (int i = 0; i < 9; i++) {
                archive.add(List.of(call("c" + i, (int) Math.pow(7, i))));
            }
            archive.add(List.of(call("late", (int) Math.pow(7, 8) + 1)));
            assertThat(found(archive, query("alice", 0, null)))
                    .containsExactly("late", "c8", "c7", "c6", "c5", "c4", "c3", "c2", "c1", "c0");
            assertThat(found(archive, CallQuery.newest(2))).containsExactly("late", "c8");
        }
    }

    @Test
    void aSearchThatTakesTooLongHasTheNewestCalls() throws IOException {
        AtomicLong clock = new AtomicLong();
        try (CallArchive archive =
                FileCallArchive.open(
                        folder, WEEK, () -> clock.getAndAdd(Duration.ofMillis(700).toNanos()))) {
            for (int hour = 0; hour < 40; hour++) {
                archive.add(List.of(call("c" + hour, hour * 3_600)));
            }
            List<CallFlow> found =
                    archive.search(
                            new CallQuery(
                                    null,
                                    0,
                                    null,
                                    CallQuery.Span.EVER,
                                    new CallQuery.Page(40, null)));
            assertThat(found).hasSizeBetween(1, 39);
            assertThat(found.getFirst().callId()).isEqualTo("c39");
            assertThat(archive.find("c0")).isNotNull();
        }
    }

    @Test
    void theEndOfACallIsFoundWithItAndIsNoCallOfItsOwn() throws IOException {
        try (CallArchive archive = open()) {
            archive.add(List.of(call("one", 0)));
            archive.add(List.of(FlowsOfTests.rest("one", NOON.plusSeconds(60))));
            List<CallFlow> found = archive.search(CallQuery.newest(9));
            assertThat(found).hasSize(1);
            assertThat(found.getFirst().messages()).hasSize(3);
            same(archive.find("one"), found.getFirst());
        }
    }

    @Test
    void whatIsTooOldIsForgottenInSmallSteps() throws IOException {
        try (CallArchive archive = open()) {
            for (int i = 0; i < 12; i++) {
                List<CallFlow> some = new ArrayList<>();
                for (int j = 0; j < 100; j++) {
                    some.add(call("c" + i + "-" + j, 3_600 * i));
                }
                archive.add(some);
            }
            Instant later = NOON.plus(Duration.ofDays(7)).plus(Duration.ofMinutes(570));
            assertThat(archive.trim(later)).isTrue();
            assertThat(archive.counts().calls()).isEqualTo(700);
            assertThat(archive.trim(later)).isTrue();
            assertThat(archive.counts().calls()).isEqualTo(200);
            assertThat(archive.trim(later)).isFalse();
            assertThat(archive.counts().calls()).isEqualTo(200);
            assertThat(archive.find("c9-0")).isNull();
            assertThat(archive.find("c10-0")).isNotNull();
        }
        try (CallArchive archive = open()) {
            assertThat(archive.counts().calls()).isEqualTo(200);
        }
    }

    @Test
    void theOldestAreForgottenWhenItIsTooMuch() throws IOException {
        CallsConfig.Archive small = new CallsConfig.Archive(Duration.ofDays(7), 1 << 20);
        try (CallArchive archive = FileCallArchive.open(folder, small)) {
            for (int i = 0; i < 40; i++) {
                List<CallFlow> some = new ArrayList<>();
                for (int j = 0; j < 100; j++) {
                    some.add(call("c" + i + "-" + j, i));
                }
                archive.add(some);
                while (archive.trim(NOON)) {
                    assertThat(archive.counts().calls()).isPositive();
                }
            }
            assertThat(archive.counts().octets()).isLessThan(1 << 20);
            assertThat(archive.counts().calls()).isGreaterThan(300);
            assertThat(archive.find("c39-99")).isNotNull();
            assertThat(archive.find("c0-0")).isNull();
        }
    }

    @Test
    void aDamagedFileIsSaid() throws IOException {
        Files.writeString(folder.resolve(FileCallArchive.FILE), "nonsense ".repeat(2_000));
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("calls.mv.db");
    }

    @Test
    void strangersDoNotReadIt() throws IOException {
        try (CallArchive archive = open()) {
            assertThat(archive.counts().calls()).isZero();
            Path file = folder.resolve(FileCallArchive.FILE);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void othersReadWhileOneWrites() throws Exception {
        try (CallArchive archive = open()) {
            archive.add(List.of(call("first", 0)));
            Thread writer =
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        for (int i = 0; i < 50; i++) {
                                            add(archive, call("c" + i, i));
                                        }
                                    });
            while (writer.isAlive()) {
                assertThat(archive.find("first")).isNotNull();
            }
            assertThat(archive.counts().calls()).isEqualTo(51);
        }
    }

    private static void add(CallArchive archive, CallFlow flow) {
        try {
            archive.add(List.of(flow));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
