package dev.ringback.sip;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.sip.ground.Texts;
import dev.ringback.uri.Uri;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an application asks for: method, target, header fields and body. Immutable; each method
/// gives a changed copy. The client adds what every request has (Via, From, To, Call-ID, CSeq,
/// Max-Forwards), answers challenges, and sends it again where that helps.
///
/// ```java
/// SipResponse response = client.send(
///         OutgoingRequest.of("OPTIONS", "sip:example.com").header("Accept", "application/sdp"));
/// ```
public final class OutgoingRequest {
    private final Method method;
    private final Uri target;
    private final List<Field> headers;
    private final @Nullable Body body;
    private final @Nullable Duration timeout;

    /// A header line that the application wrote.
    ///
    /// @param name the name
    /// @param value the value
    public record Field(HeaderName name, String value) {}

    private OutgoingRequest(
            Method method,
            Uri target,
            List<Field> headers,
            @Nullable Body body,
            @Nullable Duration timeout) {
        this.method = method;
        this.target = target;
        this.headers = List.copyOf(headers);
        this.body = body;
        this.timeout = timeout;
    }

    /// A request without further header fields.
    public static OutgoingRequest of(Method method, Uri target) {
        return new OutgoingRequest(method, target, List.of(), null, null);
    }

    /// A request without further header fields.
    ///
    /// @throws IllegalArgumentException where one of both is malformed
    public static OutgoingRequest of(String method, String target) {
        return of(Method.of(method), Texts.uri(target));
    }

    /// With one more header line. A From or To is taken in the place of the usual one (its tag is
    /// added); Via, Call-ID and CSeq are the client's.
    public OutgoingRequest header(String name, String value) {
        List<Field> more = new ArrayList<>(headers);
        more.add(new Field(HeaderName.of(name), value));
        return new OutgoingRequest(method, target, more, body, timeout);
    }

    /// With a body.
    public OutgoingRequest body(Body content) {
        return new OutgoingRequest(method, target, headers, content, timeout);
    }

    /// With a bound on the time that it may take over all sendings; without one, the timers of the
    /// transactions decide.
    public OutgoingRequest timeout(Duration bound) {
        return new OutgoingRequest(method, target, headers, body, bound);
    }

    /// What is asked.
    public Method method() {
        return method;
    }

    /// Whom it is asked of.
    public Uri target() {
        return target;
    }

    /// The header lines in their order.
    public List<Field> headers() {
        return headers;
    }

    /// The body; null for none.
    public @Nullable Body body() {
        return body;
    }

    /// The bound; null for none.
    public @Nullable Duration timeout() {
        return timeout;
    }

    @Override
    public String toString() {
        return method + " " + target;
    }
}
