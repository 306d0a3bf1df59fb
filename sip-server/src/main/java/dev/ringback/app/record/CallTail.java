package dev.ringback.app.record;

import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Remark;
import java.util.function.BiConsumer;

/// What is recorded, read by somebody who takes as long as it takes: what is overwritten meanwhile
/// is lost to it, and counted. One thread.
public final class CallTail {
    private final RecordReader reader;
    private final Translation translation;

    CallTail(RecordReader reader, Translation translation) {
        this.reader = reader;
        this.translation = translation;
    }

    /// Passes over all that there is.
    public void skip() {
        reader.skip();
    }

    /// Hands over all that came since the last time.
    ///
    /// @param messages takes messages, and whether we sent them
    /// @param decisions takes decisions, with their Call-IDs
    public void read(BiConsumer<Passed, Boolean> messages, BiConsumer<String, Remark> decisions) {
        reader.read(
                recorded -> {
                    switch (recorded) {
                        case Recorded.Message message -> {
                            Passed passed = translation.passed(message);
                            if (passed != null) {
                                messages.accept(passed, message.sent());
                            }
                        }
                        case Recorded.Decided decided ->
                                decisions.accept(decided.callId(), translation.remark(decided));
                    }
                });
    }

    /// About how many octets of messages were overwritten before they were read.
    public long lost() {
        return reader.missed() * Segment.SIZE;
    }
}
