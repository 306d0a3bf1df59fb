package dev.ringback.bench;

import dev.ringback.header.Contact;
import dev.ringback.header.Credentials;
import dev.ringback.header.From;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NumericField;
import dev.ringback.header.RecordRoute;
import dev.ringback.header.To;
import dev.ringback.header.TokenList;
import dev.ringback.header.Via;
import dev.ringback.message.CSeq;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.parse.Malformed;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What is measured of Ringback. Whatever was read goes to a consumer, so that nothing of it can be
/// left out.
final class RingbackParser {
    private static final List<HeaderField<?>> TYPED =
            List.of(
                    Via.FIELD,
                    From.FIELD,
                    To.FIELD,
                    CSeq.FIELD,
                    Contact.FIELD,
                    RecordRoute.FIELD,
                    Credentials.AUTHORIZATION,
                    NumericField.MAX_FORWARDS,
                    NumericField.CONTENT_LENGTH,
                    NumericField.EXPIRES,
                    NumericField.SESSION_EXPIRES,
                    NumericField.MIN_SE,
                    TokenList.ALLOW,
                    TokenList.SUPPORTED);

    private final MessageParser parser = new MessageParser(ParseLimits.defaults());
    private final Map<HeaderName, HeaderField<?>> fields = new HashMap<>();

    RingbackParser() {
        TYPED.forEach(field -> fields.put(field.name(), field));
    }

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
            HeaderField<?> field = fields.get(name);
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
