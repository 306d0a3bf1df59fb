package dev.ringback.callflow.intake;

import dev.ringback.callflow.Passed;
import dev.ringback.message.SipMessage;
import dev.ringback.stack.Transport;
import java.net.InetSocketAddress;
import java.time.Instant;

/// When and where something passed.
///
/// @param at when its last octet did
/// @param transport what carried it
/// @param from the address that it came from
/// @param to the address that it went to
public record Passage(
        Instant at, Transport transport, InetSocketAddress from, InetSocketAddress to) {
    /// A message that passed here.
    public Passed of(SipMessage message) {
        return new Passed(at, transport, from, to, message);
    }
}
