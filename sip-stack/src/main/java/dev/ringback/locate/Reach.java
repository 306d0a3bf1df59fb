package dev.ringback.locate;

import dev.ringback.stack.DnsRecord;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Transport;
import dev.ringback.uri.SipUri;
import java.net.Inet6Address;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which transports and address families we can send with, the preferred ones first: those that we
/// listen on.
final class Reach {
    private final Map<Transport, List<DnsRecord.Type>> families = new EnumMap<>(Transport.class);
    private final List<Transport> transports;

    Reach(List<ListenPoint> points) {
        List<Transport> known = new ArrayList<>();
        for (ListenPoint point : points) {
            Transport transport = point.transport();
            if (isClient(point)) {
                List<DnsRecord.Type> types =
                        families.computeIfAbsent(transport, _ -> new ArrayList<>());
                DnsRecord.Type type = family(point);
                if (!types.contains(type)) {
                    types.add(type);
                }
                if (!known.contains(transport) && !webSocket(transport)) {
                    known.add(transport);
                }
            }
        }
        transports = List.copyOf(known);
    }

    /// The transports that may carry a request to a URI, RFC 3263 §4.1; none where we lack what it
    /// asks for. For `sips` only TLS will do, whatever stream its parameter names: RFC 3261
    /// §26.2.2. A WebSocket has to be named, `ws` of a SIPS URI being WSS (RFC 7118 §5).
    List<Transport> permitted(SipUri uri) {
        String named = uri.transportParameter();
        if (!uri.secure()) {
            return named == null ? transports : only(Transport.named(named));
        }
        if ("ws".equals(named)) {
            return only(Transport.WSS);
        }
        boolean overTcp = named == null || named.equals("tcp") || named.equals("tls");
        return overTcp ? only(Transport.TLS) : List.of();
    }

    private List<Transport> only(@Nullable Transport transport) {
        return transport != null && families.containsKey(transport)
                ? List.of(transport)
                : List.of();
    }

    /// The one that is used where neither the URI nor the DNS says anything.
    static Transport usual(List<Transport> permitted) {
        return permitted.contains(Transport.UDP) ? Transport.UDP : permitted.getFirst();
    }

    /// The types of addresses that a transport can be sent to.
    List<DnsRecord.Type> families(Transport transport) {
        return families.getOrDefault(transport, List.of());
    }

    private static DnsRecord.Type family(ListenPoint point) {
        return point.bound().getAddress() instanceof Inet6Address
                ? DnsRecord.Type.AAAA
                : DnsRecord.Type.A;
    }

    /// Servers do not open WebSockets, RFC 7118 §5.
    private static boolean isClient(ListenPoint point) {
        return point.onlyOpens() || !webSocket(point.transport());
    }

    private static boolean webSocket(Transport transport) {
        return transport == Transport.WS || transport == Transport.WSS;
    }
}
