package dev.ringback.sip;

import org.jspecify.annotations.Nullable;

/// Something did not happen in the time that the application gave it. It may still happen.
public final class SipTimeoutException extends SipException {
    private static final long serialVersionUID = 1;

    /// Says what did not happen.
    public SipTimeoutException(String message) {
        this(message, null);
    }

    /// Says what did not happen, told on another thread.
    public SipTimeoutException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
