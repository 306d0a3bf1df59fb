package dev.ringback.calls;

/// Hears that calls change.
@FunctionalInterface
public interface CallWatcher {
    /// A message of a call passed, or something was decided about it. Called on any thread, also on
    /// those of shards: it must be quick, and must not throw.
    ///
    /// @param callId the call, which [RecentCalls#find] shows as it is then
    void changed(String callId);
}
