package dev.ringback.sip;

/// Something did not happen in the time that the application gave it. It may still happen.
public final class SipTimeoutException extends SipException {
    private static final long serialVersionUID = 1;

    /// Says what did not happen.
    public SipTimeoutException(String message) {
        super(message, (Throwable) null);
    }
}
