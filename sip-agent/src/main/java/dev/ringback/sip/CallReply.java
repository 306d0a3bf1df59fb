package dev.ringback.sip;

import dev.ringback.header.HeaderName;
import dev.ringback.sip.ground.Texts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A response to a call, or to any request: code, phrase, header fields, body. Immutable; each
/// method gives a changed copy.
public final class CallReply {
    private final int status;
    private final @Nullable String reason;
    private final List<OutgoingRequest.Field> headers;
    private final @Nullable Body body;
    private final boolean media;
    private final boolean reliable;

    private CallReply(
            int status,
            @Nullable String reason,
            List<OutgoingRequest.Field> headers,
            @Nullable Body body,
            boolean media,
            boolean reliable) {
        this.status = status;
        this.reason = reason;
        this.headers = List.copyOf(headers);
        this.body = body;
        this.media = media;
        this.reliable = reliable;
    }

    /// A response with its usual phrase.
    ///
    /// @param status 100 to 699
    /// @throws IllegalArgumentException where it is out of range
    public static CallReply of(int status) {
        if (status < 100 || status > 699) {
            throw new IllegalArgumentException("no response code: " + status);
        }
        return new CallReply(status, null, List.of(), null, false, false);
    }

    /// With another phrase, such as `5 calls queued; expected waiting time is 15 minutes`.
    public CallReply reason(String phrase) {
        return new CallReply(status, phrase, headers, body, media, reliable);
    }

    /// With one more header line: Retry-After, Contact, Warning, Error-Info, …
    public CallReply header(String name, String value) {
        List<OutgoingRequest.Field> more = new ArrayList<>(headers);
        more.add(new OutgoingRequest.Field(HeaderName.of(name), value));
        return new CallReply(status, reason, more, body, media, reliable);
    }

    /// With a Contact for each of these: where else to go (3xx, 485).
    public CallReply contacts(String... targets) {
        CallReply all = this;
        for (String target : targets) {
            all = all.header("Contact", Texts.address(target).toString());
        }
        return all;
    }

    /// With a body in the place of the media's description.
    public CallReply body(Body content) {
        return new CallReply(status, reason, headers, content, media, reliable);
    }

    /// With the session description in a provisional response: early media.
    public CallReply withMedia() {
        return new CallReply(status, reason, headers, body, true, reliable);
    }

    /// Sent reliably, RFC 3262, where the caller supports it.
    public CallReply reliably() {
        return new CallReply(status, reason, headers, body, media, true);
    }

    /// The response code.
    public int status() {
        return status;
    }

    /// The phrase; null for the usual one.
    public @Nullable String reason() {
        return reason;
    }

    /// The header lines in their order.
    public List<OutgoingRequest.Field> headers() {
        return headers;
    }

    /// The body; null for none, or for the media's.
    public @Nullable Body body() {
        return body;
    }

    /// Whether a provisional response has the session description.
    public boolean media() {
        return media;
    }

    /// Whether a provisional response is sent reliably.
    public boolean reliable() {
        return reliable;
    }

    @Override
    public String toString() {
        return reason == null ? String.valueOf(status) : status + " " + reason;
    }
}
