package dev.ringback.reaction;

import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import java.util.Map;

/// A body that replaces that of a request.
///
/// @param contentType the value of Content-Type
/// @param content its octets, which never change; none means that there is no body any more
/// @param headers the other Content- header fields to set, such as Content-Disposition
@SuppressWarnings("ArrayRecordComponent") // never compared
public record NewBody(String contentType, byte[] content, Map<HeaderName, String> headers) {
    private static final String AS_DRAFTED = "*";

    /// Copies the map.
    public NewBody {
        headers = Map.copyOf(headers);
    }

    /// A body without other header fields.
    public static NewBody of(String contentType, byte[] content) {
        return new NewBody(contentType, content, Map.of());
    }

    /// The body that the draft has: for who secures bodies as the last of all
    /// ([Reactions#leaving]) and would do it otherwise now.
    public static NewBody asDrafted() {
        return of(AS_DRAFTED, new byte[0]);
    }

    /// No body at all.
    public static NewBody none() {
        return of("", new byte[0]);
    }

    /// Puts it into a request, with nothing left of the old one.
    void apply(SipRequest.Builder request) {
        if (contentType.equals(AS_DRAFTED)) {
            return;
        }
        request.noBody()
                .remove(HeaderName.CONTENT_ENCODING)
                .remove(HeaderName.CONTENT_DISPOSITION)
                .remove(HeaderName.CONTENT_LANGUAGE);
        if (content.length > 0) {
            request.body(contentType, content);
            headers.forEach(request::set);
        }
    }
}
