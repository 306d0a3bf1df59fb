package dev.ringback.callflow.hep;

import dev.ringback.callflow.Passed;
import dev.ringback.callflow.intake.Sink;
import dev.ringback.callflow.intake.Unreadable;
import dev.ringback.stack.Transport;

/// Tells TLS and WebSocket from TCP: HEP has no number for them, but the top Via of a request and
/// of its responses names the transport between the two elements (RFC 3261 §18.1.1).
final class TransportByVia implements Sink {
    private final Sink sink;

    TransportByVia(Sink sink) {
        this.sink = sink;
    }

    @Override
    public void passed(Passed passed) {
        Transport named = Transport.named(passed.message().topVia().transport());
        sink.passed(
                passed.transport().reliable() && named != null && named.reliable()
                        ? new Passed(
                                passed.at(), named, passed.from(), passed.to(), passed.message())
                        : passed);
    }

    @Override
    public void unreadable(Unreadable unreadable) {
        sink.unreadable(unreadable);
    }
}
