package dev.ringback.subscription;

/// Hears what becomes of a subscription at its notifier. Called on the stack's thread.
public interface NotifierListener {
    /// Nobody wants to know.
    NotifierListener NOBODY = new NotifierListener() {};

    /// The subscriber refreshed it.
    default void refreshed(NotifierUsage usage) {}

    /// It is over: the last NOTIFY was answered, or failed, or no NOTIFY can be sent any more.
    default void ended(NotifierUsage usage) {}
}
