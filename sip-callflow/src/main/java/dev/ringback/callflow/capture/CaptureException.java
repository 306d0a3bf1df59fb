package dev.ringback.callflow.capture;

import java.io.IOException;

/// A capture that cannot be read any further, or not at all. What came before was delivered.
public final class CaptureException extends IOException {
    private static final long serialVersionUID = 1L;

    /// The place, in octets from the start of the capture.
    private final long place;

    CaptureException(long place, String reason) {
        super(reason + " (octet " + place + ")");
        this.place = place;
    }

    /// Where, in octets from the start of the capture; of a compressed one, of what is in it.
    public long place() {
        return place;
    }
}
