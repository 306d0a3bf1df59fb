package dev.ringback.app.record;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.CallFlows;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Remark;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The calls of a [Recorder], as flows: bounded, and brought up to date when somebody asks. Any
/// thread but those of shards.
final class CallView {
    private final ReentrantLock lock = new ReentrantLock();
    private final RecordReader reader;
    private final Translation translation;
    private final CallFlows flows;
    private @Nullable CallTap tap;
    private boolean followed;
    private Set<String> changed = new LinkedHashSet<>();
    private List<CallFlow> left = new ArrayList<>();

    CallView(Recorder recorder, Translation translation, CallFlows.Bounds bounds) {
        this.reader = recorder.reader();
        this.translation = translation;
        this.flows = new CallFlows(bounds, Set.of(), this::leaves);
    }

    /// Reads what was recorded since the last time.
    void advance() {
        lock.lock();
        try {
            reader.read(this::take);
        } finally {
            lock.unlock();
        }
    }

    private void take(Recorded recorded) {
        switch (recorded) {
            case Recorded.Message message -> add(message);
            case Recorded.Decided decided -> add(decided.callId(), translation.remark(decided));
        }
    }

    private void add(Recorded.Message message) {
        Passed passed = translation.passed(message);
        if (passed == null) {
            return;
        }
        flows.add(passed, message.line().local());
        if (followed) {
            changed.add(passed.message().callId());
            if (tap != null) {
                tap.passed(passed, message.sent());
            }
        }
    }

    private void add(String callId, Remark remark) {
        flows.add(callId, remark);
        if (followed) {
            changed.add(callId);
            if (tap != null) {
                tap.decided(callId, remark);
            }
        }
    }

    private void leaves(CallFlow flow) {
        if (tap != null) {
            left.add(flow);
        }
    }

    /// Has news kept from now on, until [#rest].
    ///
    /// @param heard hears what passes
    /// @return what there is already
    List<CallFlow> follow(@Nullable CallTap heard) {
        lock.lock();
        try {
            reader.read(this::take);
            followed = true;
            tap = heard;
            return flows.flows();
        } finally {
            lock.unlock();
        }
    }

    /// Has no news kept any more.
    void rest() {
        lock.lock();
        try {
            followed = false;
            tap = null;
            changed = new LinkedHashSet<>();
            left = new ArrayList<>();
        } finally {
            lock.unlock();
        }
    }

    /// What has happened since this was asked last.
    CallTap.News news() {
        lock.lock();
        try {
            CallTap.News news = new CallTap.News(changed, left);
            changed = new LinkedHashSet<>();
            left = new ArrayList<>();
            return news;
        } finally {
            lock.unlock();
        }
    }

    /// A flow as it was read last; null where there is none.
    @Nullable CallFlow find(String callId) {
        lock.lock();
        try {
            return flows.flow(callId);
        } finally {
            lock.unlock();
        }
    }

    /// All flows as they were read last.
    List<CallFlow> flows() {
        lock.lock();
        try {
            return flows.flows();
        } finally {
            lock.unlock();
        }
    }

    /// How many flows there are.
    int size() {
        lock.lock();
        try {
            return flows.counts().flows();
        } finally {
            lock.unlock();
        }
    }

    /// How many pieces of the record were overwritten before they were read.
    long missed() {
        lock.lock();
        try {
            return reader.missed();
        } finally {
            lock.unlock();
        }
    }
}
