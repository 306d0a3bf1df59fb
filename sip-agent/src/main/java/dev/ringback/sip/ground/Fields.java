package dev.ringback.sip.ground;

import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.message.MessageBuilder;
import dev.ringback.sip.Body;
import dev.ringback.sip.OutgoingRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes what applications say into messages.
public final class Fields {
    /// Fields that a message has once: the application's value takes the place of the usual one.
    private static final Set<HeaderName> REPLACED =
            Set.of(
                    HeaderName.TO,
                    HeaderName.MAX_FORWARDS,
                    HeaderName.USER_AGENT,
                    HeaderName.SERVER,
                    HeaderName.EXPIRES,
                    HeaderName.SUBJECT,
                    HeaderName.ALLOW,
                    HeaderName.RETRY_AFTER,
                    HeaderName.CONTENT_DISPOSITION,
                    HeaderName.CONTENT_LANGUAGE,
                    HeaderName.EVENT,
                    HeaderName.SESSION_EXPIRES);

    private Fields() {}

    /// Writes header lines and a body.
    public static void write(
            MessageBuilder<?> message, List<OutgoingRequest.Field> fields, @Nullable Body body) {
        for (OutgoingRequest.Field field : fields) {
            if (field.name().equals(HeaderName.FROM)) {
                continue;
            }
            if (REPLACED.contains(field.name())) {
                message.set(field.name(), field.value());
            } else {
                message.add(field.name(), field.value());
            }
        }
        if (body != null) {
            message.body(body.type(), body.bytes());
        }
    }

    /// The From of the application, or null.
    public static @Nullable NameAddress from(List<OutgoingRequest.Field> fields) {
        for (OutgoingRequest.Field field : fields) {
            if (field.name().equals(HeaderName.FROM)) {
                return NameAddress.parse(field.value());
            }
        }
        return null;
    }
}
