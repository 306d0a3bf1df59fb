package dev.ringback.app.export;

import dev.ringback.app.record.CallTap;
import dev.ringback.app.record.GuardedArchive;
import dev.ringback.app.record.RecordedCalls;
import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Remark;
import dev.ringback.callflow.hep.HepSender;
import dev.ringback.calls.CallArchive;
import dev.ringback.calls.CallExporter;
import dev.ringback.calls.CallQuality;
import dev.ringback.calls.RecentCalls;
import dev.ringback.config.calls.CallsConfig;
import dev.ringback.control.JsonLine;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the file of call detail records, the archive and the collectors of HEP and of traces of
/// calls, as they are configured, and measures how calls go. What it hears comes from whoever
/// follows the record, never from a shard. Any thread.
public final class CallExports implements CallTap {
    private static final Logger LOG = LoggerFactory.getLogger(CallExports.class);

    private final RecordedCalls calls;
    private final GuardedArchive archive;
    private final boolean kept;
    private final InstantSource clock;
    private final QualityWindow quality = new QualityWindow();
    private final Ends ends;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile CallsConfig config = CallsConfig.STANDARD;
    private RecentCalls.@Nullable Watch watch;
    private volatile @Nullable ArchiveQueue queue;
    private volatile @Nullable RecordFile file;
    private volatile @Nullable HepSender hep;
    private volatile @Nullable CallExporter spans;

    /// @param calls whose calls these are; it is accompanied from now on
    /// @param archive where those go that are over
    /// @param kept whether they do
    /// @param clock the time of day, by which also the calls go
    public CallExports(
            RecordedCalls calls, GuardedArchive archive, boolean kept, InstantSource clock) {
        this.calls = calls;
        this.archive = archive;
        this.kept = kept;
        this.clock = clock;
        this.ends = new Ends(calls::told);
        calls.accompany(this);
    }

    /// What was told.
    ///
    /// @param archive of the archive; null where there is none
    /// @param records of the file of call detail records; null where there is none
    /// @param hep of the HEP collector; null where there is none
    public record Counts(@Nullable Archive archive, @Nullable Records records, @Nullable Hep hep) {
        /// The archive.
        ///
        /// @param kept how much is kept
        /// @param dropped how many calls were not, because they came too fast or it was given up
        /// @param trouble why it was given up; null where it was not
        public record Archive(CallArchive.Counts kept, long dropped, @Nullable String trouble) {}

        /// The file of call detail records.
        ///
        /// @param written how many were written
        /// @param dropped how many could not be
        /// @param trouble why nothing can be written now; null where it can
        public record Records(long written, long dropped, @Nullable String trouble) {}

        /// The HEP collector.
        ///
        /// @param sent how many messages and lines were sent
        /// @param dropped how many could not be
        public record Hep(long sent, long dropped) {}
    }

    /// Goes by a configuration from now on; what keeps calls stays as it was at the start.
    public void follow(CallsConfig next) {
        lock.lock();
        try {
            Path wanted = next.on() ? next.records().file() : null;
            RecordFile open = file;
            if (!Objects.equals(wanted, open == null ? null : open.path())) {
                file = wanted == null ? null : new RecordFile(wanted);
                if (open != null) {
                    open.close();
                }
            }
            if (!Objects.equals(next.hep(), config.hep())) {
                HepSender before = hep;
                hep = next.hep() == null ? null : new HepSender(next.hep());
                if (before != null) {
                    before.close();
                }
            }
            if (!Objects.equals(next.traces(), config.traces())) {
                CallExporter before = spans;
                spans = spans(next.traces());
                if (before != null) {
                    before.close();
                }
            }
            if (kept && queue == null) {
                queue = new ArchiveQueue(archive);
            }
            config = next;
            watch();
        } finally {
            lock.unlock();
        }
    }

    private static @Nullable CallExporter spans(CallsConfig.@Nullable Traces wanted) {
        CallExporter.Provider provider = wanted == null ? null : CallExporter.provider();
        if (wanted != null && provider == null) {
            LOG.warn("no traces: this server was put together without the module sip-otel");
        }
        return wanted == null || provider == null
                ? null
                : provider.traces(wanted.endpoint(), wanted.service());
    }

    /// Has the record followed while there is somebody to tell.
    private void watch() {
        boolean needed = queue != null || file != null || hep != null || spans != null;
        RecentCalls.Watch now = watch;
        if (needed && now == null) {
            watch = calls.watch(_ -> {});
        } else if (!needed && now != null) {
            now.close();
            watch = null;
        }
    }

    @Override
    public void begun(List<CallFlow> there) {
        ends.begin(there, clock.instant());
    }

    @Override
    public void passed(Passed passed, boolean sent) {
        HepSender sender = hep;
        if (sender != null) {
            sender.send(passed);
        }
    }

    @Override
    public void decided(String callId, Remark remark) {
        // It is told with its call.
    }

    @Override
    public void settled(News news) {
        Instant now = clock.instant();
        ends.changed(news.changed(), now);
        tell(ends.left(news.left(), now), CallExports::keep);
        tell(ends.due(now), CallExports::keep);
    }

    private static void keep(ArchiveQueue archive, List<CallFlow> over) {
        over.forEach(archive::add);
    }

    private void tell(List<Ended> ended, BiConsumer<ArchiveQueue, List<CallFlow>> keep) {
        List<String> lines = new ArrayList<>();
        List<CallFlow> over = new ArrayList<>();
        RecordFile open = file;
        CallExporter traced = spans;
        for (Ended each : ended) {
            quality.add(each);
            boolean call = each.kind() == Ended.Kind.CALL;
            if (call || each.kind() == Ended.Kind.REST) {
                over.add(each.flow());
            }
            boolean recorded =
                    call
                            || (each.kind() == Ended.Kind.REGISTRATION
                                    && config.records().registrations());
            if (recorded && open != null) {
                lines.add(JsonLine.write(CallRecord.of(each)));
            }
            if (call) {
                logged(each);
            }
            if (traced != null) {
                traced.ended(each.flow());
            }
        }
        if (open != null) {
            open.write(lines);
        }
        ArchiveQueue keeping = queue;
        if (keeping != null) {
            keep.accept(keeping, over);
        }
    }

    /// Tells the collector what decided about a call that failed.
    private void logged(Ended ended) {
        HepSender sender = hep;
        if (sender != null && ended.summary().outcome().status() >= 300) {
            sender.log(
                    ended.summary().span().last(),
                    ended.flow().callId(),
                    ended.summary().parties().source(),
                    ended.summary().parties().destination(),
                    CallRecord.cause(ended));
        }
    }

    /// How calls went in the last hour, as far as somebody followed them.
    public CallQuality quality() {
        return quality.quality(clock.instant());
    }

    /// What was told so far.
    public Counts counts() {
        ArchiveQueue keeping = queue;
        RecordFile open = file;
        HepSender sender = hep;
        return new Counts(
                keeping == null
                        ? null
                        : new Counts.Archive(
                                archive.counts(), keeping.dropped(), archive.trouble()),
                open == null
                        ? null
                        : new Counts.Records(open.written(), open.dropped(), open.trouble()),
                sender == null ? null : new Counts.Hep(sender.sent(), sender.dropped()));
    }

    /// Tells what has not ended, too, and ends. The archive stays open.
    public void close() {
        lock.lock();
        try {
            if (watch != null) {
                calls.turn(
                        () -> tell(ends.rest(calls.told(), clock.instant()), ArchiveQueue::addAll));
                watch.close();
                watch = null;
            }
            if (queue != null) {
                queue.close();
            }
            if (file != null) {
                file.close();
            }
            if (hep != null) {
                hep.close();
            }
            if (spans != null) {
                spans.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
