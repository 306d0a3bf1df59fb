package dev.ringback.sip;

import dev.ringback.reaction.SipFailure;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A request, call, registration or subscription that did not succeed. Checked, as the exceptions
/// of `java.net.http` are: a network that says no is no bug.
public class SipException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient @Nullable SipFailure failure;

    /// A failure with everything that led to it.
    public SipException(String message, SipFailure failure) {
        super(message);
        this.failure = failure;
    }

    /// A failure with everything that led to it, told on another thread.
    public SipException(String message, SipFailure failure, Throwable cause) {
        super(message, cause);
        this.failure = failure;
    }

    /// Something that went wrong on this side, before or without a request.
    public SipException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.failure = null;
    }

    /// The response code that stands for it, received or made here (RFC 3261 §8.1.3.1); -1 where
    /// no request was sent.
    public int status() {
        return failure == null ? -1 : failure.status();
    }

    /// Why; null where no request was sent, and after serialization.
    public @Nullable SipFailure failure() {
        return failure;
    }

    /// Why.
    ///
    /// @throws NullPointerException where [#failure] is null
    public SipFailure requireFailure() {
        return Objects.requireNonNull(failure, "no request was sent");
    }
}
