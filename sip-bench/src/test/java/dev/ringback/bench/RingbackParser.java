package dev.ringback.bench;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.catalog.HeaderCatalog;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.parse.Malformed;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What is measured of Ringback. Whatever was read goes to a consumer, so that nothing of it can be
/// left out.
final class RingbackParser {
    private final MessageParser parser = new MessageParser(ParseLimits.defaults());
    private final HeaderCatalog catalog = HeaderCatalog.standard();

    /// Checks the message and indexes its lines.
    SipMessage parse(byte[] bytes) {
        return switch (parser.parse(bytes)) {
            case Parsed parsed -> parsed.message();
            case Malformed malformed -> throw new IllegalStateException(malformed.reason());
        };
    }

    /// Parses, and reads the headers that every message needs.
    SipMessage base(byte[] bytes, Consumer<Object> sink) {
        SipMessage message = parse(bytes);
        sink.accept(message.topVia());
        sink.accept(message.from());
        sink.accept(message.to());
        sink.accept(message.callId());
        sink.accept(message.cSeq());
        if (message instanceof SipRequest request) {
            sink.accept(request.maxForwards());
        }
        return message;
    }

    /// Parses, and reads the Request-URI, every header and the body.
    SipMessage full(byte[] bytes, Consumer<Object> sink) {
        SipMessage message = parse(bytes);
        if (message instanceof SipRequest request) {
            sink.accept(request.requestUri());
        }
        @Nullable HeaderName last = null;
        for (int line = 0; line < message.headerCount(); line++) {
            HeaderName name = message.headerName(line);
            HeaderField<?> field = catalog.field(name);
            if (field == null) {
                sink.accept(message.headerValue(line));
            } else if (last == null || !last.equals(name)) {
                message.read(field).values().forEach(sink);
            }
            last = name;
        }
        sink.accept(message.body());
        return message;
    }
}
