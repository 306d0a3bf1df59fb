package dev.ringback.calls;

import dev.ringback.callflow.CallFlow;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The calls of late, and what else has a Call-ID: bounded, the oldest forgotten first. Any thread
/// but those of shards may ask; it may take a moment.
public interface RecentCalls {
    /// Remembers nothing.
    RecentCalls NONE =
            new RecentCalls() {
                @Override
                public List<CallFlow> search(CallQuery query) {
                    return List.of();
                }

                @Override
                public @Nullable CallFlow find(String callId) {
                    return null;
                }

                @Override
                public Map<String, CallFlow> remembered(Collection<String> callIds) {
                    return Map.of();
                }

                @Override
                public Watch watch(CallWatcher watcher) {
                    return () -> {};
                }
            };

    /// The calls that a query asks for, the one that began last first.
    List<CallFlow> search(CallQuery query);

    /// A call as far as it has gone; null where it is not remembered.
    @Nullable CallFlow find(String callId);

    /// Those of these calls that are in memory, by their Call-IDs. However many are asked for, and
    /// however few of them there are, no more is read than what came since somebody asked.
    Map<String, CallFlow> remembered(Collection<String> callIds);

    /// Tells somebody which calls change, from now on.
    Watch watch(CallWatcher watcher);

    /// Ends the telling.
    @FunctionalInterface
    interface Watch extends AutoCloseable {
        /// Nothing is told after this, but what is being told now.
        @Override
        void close();
    }
}
