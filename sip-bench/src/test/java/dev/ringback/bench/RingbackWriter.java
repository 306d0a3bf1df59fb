package dev.ringback.bench;

import dev.ringback.header.HeaderName;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import java.nio.ByteBuffer;

/// Writes a message that is there with two lines more, as a proxy that adds a Record-Route and a
/// Via: RFC 3261 §16.6.
final class RingbackWriter {
    static final String VIA =
            "SIP/2.0/UDP "
                    + RingbackHop.HOST
                    + ':'
                    + RingbackHop.PORT
                    + ";branch="
                    + RingbackHop.BRANCH;

    private final SipMessage message;
    private final ByteBuffer wire = ByteBuffer.allocate(65_536);

    /// @param bytes what came in
    RingbackWriter(byte[] bytes) {
        message = new RingbackParser().parse(bytes);
    }

    /// Writes it; the answer is good until the next time.
    ByteBuffer write() {
        SipMessage copy =
                switch (message) {
                    case SipRequest request ->
                            request.edit()
                                    .addFirst(HeaderName.RECORD_ROUTE, RingbackHop.RECORD_ROUTE)
                                    .addFirst(HeaderName.VIA, VIA)
                                    .build();
                    case SipResponse response ->
                            response.edit()
                                    .addFirst(HeaderName.RECORD_ROUTE, RingbackHop.RECORD_ROUTE)
                                    .addFirst(HeaderName.VIA, VIA)
                                    .build();
                };
        wire.clear();
        copy.writeTo(wire::put);
        return wire.flip();
    }
}
