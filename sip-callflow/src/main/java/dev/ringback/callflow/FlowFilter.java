package dev.ringback.callflow;

import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Set;

/// Which flows are shown: all that hold every one of these texts, in any case. An empty text or set
/// holds for all.
///
/// @param methods the methods of first requests that are shown
/// @param from a part of the caller's address
/// @param to a part of the callee's address
/// @param source a part of the socket address that the first message came from
/// @param destination a part of the one that it went to
/// @param payload a part of any message
public record FlowFilter(
        Set<String> methods,
        String from,
        String to,
        String source,
        String destination,
        String payload) {
    /// Lets all pass.
    public static final FlowFilter ALL = new FlowFilter(Set.of(), "", "", "", "", "");

    /// Copies.
    public FlowFilter {
        methods = Set.copyOf(methods);
    }

    /// This filter with another text for messages.
    public FlowFilter withPayload(String text) {
        return new FlowFilter(methods, from, to, source, destination, text);
    }

    /// Whether a flow is shown. One without messages is not.
    public boolean test(CallFlow flow) {
        return !flow.messages().isEmpty() && test(flow, CallSummary.of(flow));
    }

    /// Whether a flow is shown whose summary is known.
    public boolean test(CallFlow flow, CallSummary summary) {
        CallSummary.Parties parties = summary.parties();
        return (methods.isEmpty() || methods.contains(summary.method().name()))
                && holds(parties.from(), from)
                && holds(parties.to(), to)
                && holds(text(parties.source()), source)
                && holds(text(parties.destination()), destination)
                && payload(flow);
    }

    private boolean payload(CallFlow flow) {
        return payload.isEmpty()
                || flow.messages().stream()
                        .anyMatch(passed -> holds(passed.message().toString(), payload));
    }

    private static boolean holds(String text, String part) {
        return part.isEmpty()
                || text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    /// A socket address as it is shown: `192.0.2.1:5060`, `[2001:db8::1]:5060`.
    public static String text(InetSocketAddress address) {
        String host =
                address.getAddress() == null
                        ? address.getHostString()
                        : address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }
}
