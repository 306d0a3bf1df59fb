package dev.ringback.callflow;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;

/// All that passed of one call, or of what else has one Call-ID: a registration, a subscription.
/// Immutable and bounded by whoever collects it.
///
/// @param callId the Call-ID
/// @param messages what passed, the earliest first; the same message twice where it came in and
///     went out
/// @param remarks what was decided about it, the earliest first
/// @param own the addresses that are one element, the one that recorded this; empty in a capture
/// @param forgotten how many messages after the first ones were left out, because there were too
///     many
public record CallFlow(
        String callId,
        List<Passed> messages,
        List<Remark> remarks,
        Set<InetSocketAddress> own,
        int forgotten) {
    /// Copies.
    public CallFlow {
        messages = List.copyOf(messages);
        remarks = List.copyOf(remarks);
        own = Set.copyOf(own);
    }
}
