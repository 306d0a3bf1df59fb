package dev.ringback.routing;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.uri.SipUri;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What routes may answer with, and within which bounds.
final class Answers {
    private static final int MOST_BODY = 16_384;
    private static final Set<Integer> REDIRECTIONS = Set.of(300, 301, 302);
    private static final int MOST_CONTACTS = 32;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private Answers() {}

    static void checkReply(int status, @Nullable String reason) {
        if (status == 401 || status == 407) {
            throw new IllegalArgumentException(status + " is made by challenge, not by reply");
        }
        if (status >= 300 && status < 400 && status != 380) {
            throw new IllegalArgumentException(status + " is made by redirect, not by reply");
        }
        if (status != 380 && (status < 400 || status > 699)) {
            throw new IllegalArgumentException(
                    status + " is nothing that a rule can answer with: 380 and 400 to 699 are");
        }
        checkReason(reason);
    }

    static void checkComplete(Route.Reply reply) {
        try {
            made(Sample.request(), reply, "a").build();
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException(
                    "a " + reply.status() + " has to carry more: " + e.getMessage());
        }
    }

    /// A reply as it is sent.
    ///
    /// @param tag the To tag, for a request that has none
    static SipResponse.Builder made(SipRequest request, Route.Reply reply, String tag) {
        SipResponse.Builder response = SipResponse.replyTo(request, reply.status()).toTag(tag);
        String reason = reply.reason() == null ? null : reply.reason();
        if (reason != null) {
            response.reason(reason);
        }
        for (HeaderEdit edit : reply.headers()) {
            edit.apply(response);
        }
        Route.Body body = reply.body();
        if (body != null) {
            response.body(body.type(), body.text().getBytes(StandardCharsets.UTF_8));
        }
        return response;
    }

    static void checkRedirect(int status, List<Route.Contact> contacts, @Nullable String reason) {
        if (!REDIRECTIONS.contains(status)) {
            throw new IllegalArgumentException(
                    status + " is no redirection of a rule: 300, 301 and 302 are");
        }
        if (contacts.isEmpty() || contacts.size() > MOST_CONTACTS) {
            throw new IllegalArgumentException(
                    "a redirection has 1 to " + MOST_CONTACTS + " contacts");
        }
        checkReason(reason);
    }

    static void checkBody(String type, String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BODY) {
            throw new IllegalArgumentException("a body has at most " + MOST_BODY + " bytes");
        }
        SipRequest.derived(Method.OPTIONS, Sample.uri()).set(HeaderName.CONTENT_TYPE, type);
    }

    static void checkQueue(String name, Duration wait, Duration every, int most) {
        if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no queue name: letters, digits, dots and hyphens are");
        }
        if (wait.compareTo(SECOND) < 0 || wait.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("a call waits between 1s and 1h");
        }
        if (every.compareTo(SECOND) < 0 || every.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("a position is told every 1s to 1m");
        }
        if (most < 1 || most > 10_000) {
            throw new IllegalArgumentException("1 to 10000 calls wait in a queue");
        }
    }

    private static void checkReason(@Nullable String reason) {
        if (reason != null) {
            SipResponse.replyTo(Sample.request(), 400).reason(reason);
        }
    }

    /// A request to try replies on.
    static final class Sample {
        static SipUri uri() {
            return SipUri.of(false, "a", "example.invalid", -1);
        }

        static SipRequest request() {
            return SipRequest.derived(Method.INVITE, uri())
                    .set(HeaderName.VIA, "SIP/2.0/UDP example.invalid;branch=z9hG4bKa")
                    .set(HeaderName.FROM, "<sip:a@example.invalid>;tag=a")
                    .set(HeaderName.TO, "<sip:a@example.invalid>")
                    .set(HeaderName.CALL_ID, "a")
                    .set(HeaderName.CSEQ, "1 INVITE")
                    .set(HeaderName.MAX_FORWARDS, "70")
                    .build();
        }

        private Sample() {}
    }
}
