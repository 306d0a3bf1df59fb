package dev.ringback.locate;

import dev.ringback.stack.DnsRecord;
import dev.ringback.stack.Question;
import dev.ringback.stack.Transport;

/// A service whose hosts SRV records name.
///
/// @param transport what its hosts speak
/// @param name the name of the SRV records
record Service(Transport transport, String name) {
    /// SIP over a transport in a domain: RFC 3263 §4.2. TLS is `_sips` over TCP.
    static Service of(Transport transport, String domain) {
        String prefix =
                switch (transport) {
                    case UDP -> "_sip._udp.";
                    case TCP -> "_sip._tcp.";
                    case TLS -> "_sips._tcp.";
                    case WS -> "_sip._ws.";
                    case WSS -> "_sips._ws.";
                };
        return new Service(transport, prefix + domain);
    }

    Question.Dns question() {
        return new Question.Dns(name, DnsRecord.Type.SRV);
    }
}
