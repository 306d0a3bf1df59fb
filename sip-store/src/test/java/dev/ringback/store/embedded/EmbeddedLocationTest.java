package dev.ringback.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.ringback.cause.Absence;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.Departure;
import dev.ringback.location.Lookup;
import dev.ringback.stack.Transport;
import dev.ringback.store.kit.Bindings;
import dev.ringback.store.record.BindingRecord;
import dev.ringback.store.record.Moment;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedLocationTest {
    private static final AddressOfRecord ALICE = Bindings.user(1);
    private static final AddressOfRecord BOB = Bindings.user(2);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final long NOW = 5_000_000_000L;

    @TempDir private Path folder;

    private EmbeddedLocation open(long now) throws IOException {
        return EmbeddedLocation.open(folder, () -> now);
    }

    @Test
    void whatWasAnsweredIsThereAfterARestartAndEndsWhenItWould() throws Exception {
        Binding one = Bindings.binding(1, NOW, HOUR);
        Binding two = Bindings.binding(2, NOW, HOUR);
        try (EmbeddedLocation location = open(NOW)) {
            assertThat(Bindings.put(location, ALICE, NOW, one))
                    .isEqualTo(new Lookup.Found<>(List.of(one)));
            Bindings.put(location, BOB, NOW, one);
            Bindings.put(location, BOB, NOW, two);
        }
        long later = 77;
        try (EmbeddedLocation location = open(later)) {
            assertThat(location.size()).isEqualTo(2);
            Binding bobs = location.bindings(BOB, later).getFirst();
            assertThat(bobs.cseq()).isEqualTo(2);
            assertThat(bobs.registration()).isEqualTo(two.registration());
            assertThat(Duration.ofNanos(bobs.expiresAt() - later).toMillis())
                    .isCloseTo(HOUR.toMillis(), within(60_000L))
                    .isLessThanOrEqualTo(HOUR.toMillis());
        }
    }

    @Test
    void whatWasRemovedOrHasEndedDoesNotComeBack() throws Exception {
        try (EmbeddedLocation location = open(NOW)) {
            Bindings.put(location, ALICE, NOW, Bindings.binding(1, NOW, HOUR));
            Bindings.put(location, ALICE, NOW);
            Bindings.put(location, BOB, NOW, Bindings.binding(1, NOW, Duration.ofNanos(1)));
        }
        try (EmbeddedLocation location = open(NOW)) {
            assertThat(location.size()).isZero();
        }
    }

    @Test
    void whoWasGoneBeforeARestartDoesNotLeaveAtTheRestart() throws Exception {
        try (EmbeddedLocation location = open(NOW)) {
            Bindings.put(location, ALICE, NOW, Bindings.binding(1, NOW, HOUR));
            Bindings.put(location, ALICE, NOW);
            assertThat(location.departed(ALICE, NOW))
                    .isEqualTo(new Departure(Absence.REMOVED, NOW));
        }
        try (EmbeddedLocation location = open(NOW)) {
            assertThat(location.departed(ALICE, NOW)).isNull();
        }
    }

    @Test
    void whatChangesNothingIsAnsweredOnceWhatCameBeforeIsKept() throws Exception {
        try (EmbeddedLocation location = open(NOW)) {
            Binding one = Bindings.binding(1, NOW, HOUR);
            Bindings.put(location, ALICE, NOW, one);
            assertThat(location.update(ALICE, NOW, same -> same))
                    .isInstanceOf(Lookup.Pending.class);
            assertThat(Bindings.put(location, ALICE, NOW, one))
                    .isEqualTo(new Lookup.Found<>(List.of(one)));
        }
    }

    @Test
    void aConnectionThatWasTheOnlyWayIsLostWithTheProcess() throws Exception {
        try (EmbeddedLocation location = open(NOW)) {
            long end = NOW + HOUR.toNanos();
            Bindings.put(location, ALICE, NOW, Bindings.byFlow(Transport.WSS, end));
            Bindings.put(location, BOB, NOW, Bindings.byFlow(Transport.UDP, end));
        }
        try (EmbeddedLocation location = open(NOW)) {
            assertThat(location.bindings(ALICE, NOW).getFirst().failed()).isTrue();
            assertThat(location.bindings(BOB, NOW).getFirst().failed()).isFalse();
        }
    }

    @Test
    void twoProcessesOnOneFolderAreRefused() throws Exception {
        try (EmbeddedLocation _ = open(NOW)) {
            assertThatThrownBy(() -> open(NOW))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use by another process");
        }
    }

    @Test
    void aFileOfNonsenseIsSetAsideAndNotEmptied() throws Exception {
        bindAlice();
        Path file = folder.resolve("1.mv");
        long length = Files.size(file);
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.write(new byte[(int) length]);
        }
        try (EmbeddedLocation location = open(NOW)) {
            assertThat(location.size()).isZero();
            Bindings.put(location, BOB, NOW, Bindings.binding(1, NOW, HOUR));
            assertThat(location.size()).isEqualTo(1);
        }
        assertThat(setAside()).singleElement().satisfies(f -> assertThat(f).hasSize(length));
        try (EmbeddedLocation location = open(NOW)) {
            assertThat(location.size()).isEqualTo(1);
        }
    }

    private void bindAlice() throws Exception {
        try (EmbeddedLocation location = open(NOW)) {
            Bindings.put(location, ALICE, NOW, Bindings.binding(1, NOW, HOUR));
        }
    }

    private List<Path> setAside() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> each.toString().contains(".damaged-")).toList();
        }
    }

    @Test
    void ofAFileWithANonsenseRecordTheOthersAreKept() throws Exception {
        bindAlice();
        try (JournalFile file = JournalFile.open(folder.resolve("1.mv"))) {
            BindingRecord bob = new BindingRecord(BOB, List.of(Bindings.binding(1, NOW, HOUR)));
            byte[] nonsense = {99, 1, 2, 3};
            file.write(List.of(nonsense, bob.octets(Moment.clock(() -> NOW).get())));
        }
        for (int start = 0; start < 3; start++) {
            try (EmbeddedLocation location = open(NOW)) {
                assertThat(location.bindings(ALICE, NOW)).hasSize(1);
                assertThat(location.bindings(BOB, NOW)).hasSize(1);
            }
        }
        try (EmbeddedLocation location = open(NOW)) {
            await().untilAsserted(() -> assertThat(setAside()).hasSize(1));
            assertThat(location.bindings(ALICE, NOW)).hasSize(1);
        }
        try (EmbeddedLocation location = open(NOW)) {
            assertThat(location.bindings(ALICE, NOW)).hasSize(1);
        }
        assertThat(setAside()).hasSize(1);
    }
}
