package dev.ringback.sip;

import dev.ringback.message.SipMessage;
import dev.ringback.stack.Transport;
import java.net.InetSocketAddress;
import java.time.Instant;

/// A message that a client sent or received, for ladders and logs.
///
/// @param time when
/// @param sent whether it was sent; false where it was received
/// @param transport over what
/// @param remote who the other side is
/// @param message the message
/// @param again whether a message with these very octets passed in this direction just before: a
///     retransmission
public record WireEvent(
        Instant time,
        boolean sent,
        Transport transport,
        InetSocketAddress remote,
        SipMessage message,
        boolean again) {}
