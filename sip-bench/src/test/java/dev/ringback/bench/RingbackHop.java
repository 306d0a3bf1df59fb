package dev.ringback.bench;

import dev.ringback.header.HeaderName;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipRequest;
import java.nio.ByteBuffer;

/// A hop through a proxy with Ringback, as its `RequestForwarder` does it: RFC 3261 §16.6.
final class RingbackHop {
    static final String HOST = "proxy.atlanta.example.com";
    static final int PORT = 5060;
    static final String BRANCH = "z9hG4bK77ef4c2312983.1";
    static final String RECORD_ROUTE = "<sip:proxy.atlanta.example.com:5060;lr>";

    private final RingbackParser parser = new RingbackParser();
    private final ByteBuffer wire = ByteBuffer.allocate(65_536);

    /// Forwards one request; the answer is good until the next one.
    ByteBuffer forward(byte[] bytes) {
        SipRequest request = (SipRequest) parser.parse(bytes);
        String hops = Integer.toString(request.maxForwards() - 1);
        Via via = Via.of("UDP", HOST, PORT, BRANCH);
        SipRequest copy =
                request.edit()
                        .set(HeaderName.MAX_FORWARDS, hops)
                        .addFirst(HeaderName.RECORD_ROUTE, RECORD_ROUTE)
                        .addFirst(HeaderName.VIA, via.toString())
                        .build();
        wire.clear();
        copy.writeTo(wire::put);
        return wire.flip();
    }
}
