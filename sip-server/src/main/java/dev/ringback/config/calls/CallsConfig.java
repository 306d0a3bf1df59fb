package dev.ringback.config.calls;

import dev.ringback.callflow.hep.HepTarget;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What is remembered of calls, and who is told about them.
///
/// @param memory octets of messages that are remembered in memory; 0 for none at all, -1 for a
///     sixteenth of the heap and no more than 64 MiB
/// @param archive which calls are kept on disk
/// @param records the file of call detail records
/// @param hep where copies of messages go; null for nowhere
/// @param traces where spans of calls go; null for nowhere
public record CallsConfig(
        long memory,
        Archive archive,
        Records records,
        @Nullable HepTarget hep,
        @Nullable Traces traces) {
    /// The octets that are remembered where nothing is said, unless the heap is small.
    private static final long USUAL = 64L << 20;

    private static final int PART_OF_HEAP = 16;

    /// What there is without a configuration: memory alone.
    public static final CallsConfig STANDARD =
            new CallsConfig(-1, Archive.OFF, Records.OFF, null, null);

    /// Which calls are kept on disk.
    ///
    /// @param keep for how long; null for not at all
    /// @param most octets of disk that they take at most
    public record Archive(@Nullable Duration keep, long most) {
        /// None.
        public static final Archive OFF = new Archive(null, 1L << 30);
    }

    /// The file of call detail records.
    ///
    /// @param file the file; null for none
    /// @param registrations whether registrations have records, too
    public record Records(@Nullable Path file, boolean registrations) {
        /// None.
        public static final Records OFF = new Records(null, false);
    }

    /// A collector of traces that speaks OTLP over HTTP.
    ///
    /// @param endpoint where it listens
    /// @param service what this server is called there
    public record Traces(URI endpoint, String service) {}

    /// Whether anything is remembered.
    public boolean on() {
        return memory != 0;
    }

    /// The octets that are remembered.
    public long octets() {
        long heap = Runtime.getRuntime().maxMemory();
        return memory < 0 ? Math.min(USUAL, heap / PART_OF_HEAP) : memory;
    }

    /// Whether something needs what is remembered: the key that does, or null.
    public @Nullable String needy() {
        if (archive.keep != null) {
            return "calls: keep";
        }
        if (records.file != null) {
            return "calls: records";
        }
        if (hep != null) {
            return "hep";
        }
        return traces == null ? null : "traces";
    }

    /// This with copies of messages for another collector.
    public CallsConfig with(@Nullable HepTarget collector) {
        return new CallsConfig(memory, archive, records, collector, traces);
    }

    /// This with spans of calls for another collector.
    public CallsConfig with(@Nullable Traces collector) {
        return new CallsConfig(memory, archive, records, hep, collector);
    }

    /// This with the outlets of another one, where there is something to tell.
    public CallsConfig withOutletsOf(CallsConfig other) {
        return on()
                ? new CallsConfig(memory, archive, other.records, other.hep, other.traces)
                : this;
    }

    /// This as it was read from a file, at whose folder the path of the records begins.
    public CallsConfig from(Path file) {
        Path parent = file.getParent();
        Path named = records.file;
        return named == null || parent == null
                ? this
                : new CallsConfig(
                        memory,
                        archive,
                        new Records(parent.resolve(named), records.registrations),
                        hep,
                        traces);
    }

    /// Without the key of the collector, so that no log shows it.
    @Override
    public String toString() {
        return "memory "
                + memory
                + ", "
                + archive
                + ", "
                + records
                + ", hep "
                + (hep != null)
                + ", traces "
                + traces;
    }
}
