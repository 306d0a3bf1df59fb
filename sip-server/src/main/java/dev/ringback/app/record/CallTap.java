package dev.ringback.app.record;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Remark;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Hears everything that passed and was decided, in its order within a call, soon after it was
/// recorded. Called on any thread but those of shards, one at a time.
public interface CallTap {
    /// What passes is told from now on.
    ///
    /// @param there the calls that there are already
    void begun(List<CallFlow> there);

    /// A message passed. Must be quick.
    ///
    /// @param sent whether we sent it
    void passed(Passed passed, boolean sent);

    /// Something was decided about a request. Must be quick.
    void decided(String callId, Remark remark);

    /// All that there was has been told. May take a moment.
    void settled(News news);

    /// What has happened since the last time.
    ///
    /// @param changed the Call-IDs of which there was something, in the order in which there was
    /// @param left flows that had to make room for others
    record News(Set<String> changed, List<CallFlow> left) {
        /// Copies.
        public News {
            changed = Collections.unmodifiableSet(new LinkedHashSet<>(changed));
            left = List.copyOf(left);
        }
    }
}
