package dev.ringback.calls;

import dev.ringback.callflow.CallFlow;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps calls that are over for longer than there is memory for them. Any thread may ask while one
/// writes.
public interface CallArchive extends Closeable {
    /// Keeps nothing.
    CallArchive NONE =
            new CallArchive() {
                @Override
                public void add(List<CallFlow> calls) {}

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
                    return new Counts(0, 0);
                }

                @Override
                public void close() {}
            };

    /// How much is kept.
    ///
    /// @param calls how many calls
    /// @param octets how much disk they take
    record Counts(long calls, long octets) {}

    /// Keeps calls, all or none of them: when this returns they outlive the process. A call that is
    /// added again, with other messages, is found with those of both times.
    ///
    /// @throws IOException where they cannot be kept
    void add(List<CallFlow> calls) throws IOException;

    /// The calls that a query asks for, the one that began last first.
    ///
    /// @throws IOException where they cannot be read
    List<CallFlow> search(CallQuery query) throws IOException;

    /// A call; null where it is not kept.
    ///
    /// @throws IOException where it cannot be read
    @Nullable CallFlow find(String callId) throws IOException;

    /// Forgets some of what is too old or too much.
    ///
    /// @return whether there is more to forget
    /// @throws IOException where that does not work
    boolean trim(Instant now) throws IOException;

    /// How much is kept.
    Counts counts();
}
