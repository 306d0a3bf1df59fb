package dev.ringback.subscription;

/// The state of what is subscribed to, written anew for each NOTIFY: some event packages count
/// them.
@FunctionalInterface
public interface EventState {
    /// The body of a NOTIFY.
    ///
    /// @param version how many bodies this subscription was told before: 0, 1, 2 … (RFC 4235 §4.3)
    Content body(long version);

    /// A state that is always written alike.
    static EventState of(Content content) {
        return _ -> content;
    }
}
