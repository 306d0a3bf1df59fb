package dev.ringback.sip;

import java.net.InetAddress;
import java.time.Duration;

/// What the media know of their call, and whom they tell.
public interface CallSide {
    /// The Call-ID.
    String callId();

    /// Whether this side calls.
    boolean caller();

    /// The address of this machine that the peer, or the proxy towards it, is reached from: for
    /// sockets and session descriptions.
    InetAddress localAddress();

    /// The peer sent a digit.
    void digit(char digit, Duration duration);
}
