package dev.ringback.bench;

import io.pkts.packet.sip.SipMessage;
import io.pkts.packet.sip.header.SipHeader;
import java.io.IOException;
import java.util.function.Consumer;

/// What is measured of pkts. It frames the headers when the message comes and reads each when it is
/// asked for, as Ringback does.
final class PktsParser {
    /// Frames, and reads the headers that every message needs.
    SipMessage base(byte[] bytes, Consumer<Object> sink) throws IOException {
        SipMessage message = SipMessage.frame(bytes);
        sink.accept(message.getViaHeader().ensure());
        sink.accept(message.getFromHeader().ensure());
        sink.accept(message.getToHeader().ensure());
        sink.accept(message.getCallIDHeader().ensure());
        sink.accept(message.getCSeqHeader().ensure());
        if (message.isRequest()) {
            sink.accept(message.getMaxForwards().ensure());
        }
        return message;
    }

    /// Frames, and reads the Request-URI, every header and the body, each as far as pkts has a type
    /// for it.
    SipMessage full(byte[] bytes, Consumer<Object> sink) throws IOException {
        SipMessage message = SipMessage.frame(bytes);
        if (message.isRequest()) {
            sink.accept(message.toRequest().getRequestUri());
        }
        for (SipHeader header : message.getAllHeaders()) {
            SipHeader typed = header.ensure();
            sink.accept(typed);
            if (typed.isAddressParametersHeader()) {
                sink.accept(typed.toAddressParametersHeader().getAddress().getURI());
            }
        }
        if (message.hasContent()) {
            sink.accept(message.getContent());
        }
        return message;
    }
}
