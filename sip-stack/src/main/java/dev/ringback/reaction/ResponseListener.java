package dev.ringback.reaction;

import dev.ringback.message.SipResponse;

/// Who sent a request and hears what became of it, all reactions done. Called on the stack's
/// thread. After [#failed] nothing more comes; after [#succeeded] only for an INVITE, whose further
/// 2xx (of other forks, and repeated) each come too.
public interface ResponseListener {
    /// A provisional response other than 100.
    default void progress(SipResponse response, Sent sent) {}

    /// A 2xx.
    void succeeded(SipResponse response, Sent sent);

    /// No 2xx came, and nothing more is tried.
    void failed(SipFailure failure);

    /// A sending ended without success and there will be another one: what belonged to it, such as
    /// early dialogs, is over.
    default void retried(SipResponse response, Sent sent) {}
}
