package dev.ringback.callflow;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.dialog.SessionId;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A flow in a line: what lists of calls show of it.
///
/// @param callId its Call-ID
/// @param method the method of its first request
/// @param parties who takes part
/// @param span how much passed, and when
/// @param outcome what became of it
/// @param sessionIds the UUIDs of its Session-ID header fields, RFC 7989; none where nobody sent
///     one
public record CallSummary(
        String callId,
        Method method,
        Parties parties,
        Span span,
        Outcome outcome,
        Set<String> sessionIds) {
    /// Copies.
    public CallSummary {
        sessionIds = Set.copyOf(sessionIds);
    }

    /// Who takes part.
    ///
    /// @param from the URI of From without its scheme and parameters
    /// @param to the URI of To, likewise
    /// @param source where the first message came from
    /// @param destination where it went
    public record Parties(
            String from, String to, InetSocketAddress source, InetSocketAddress destination) {}

    /// How much passed, and when.
    ///
    /// @param messages how many, those included that were not kept
    /// @param first when the first one passed
    /// @param last when the last one did
    public record Span(int messages, Instant first, Instant last) {}

    /// What became of it.
    ///
    /// @param state how far the call is
    /// @param status the status code of the final response to its first request, -1 where there is
    ///     none yet
    /// @param reason the reason phrase of that response, empty where there is none
    /// @param decisive what was decided about it by the element that recorded it, null where
    ///     nothing was
    public record Outcome(CallState state, int status, String reason, @Nullable Remark decisive) {
        /// Whether nothing more of the call is to come, unless the caller tries again: a call that
        /// was sent on (181) or given up goes on until its final response.
        public boolean ended() {
            return switch (state) {
                case NONE, CALL_SETUP, IN_CALL -> false;
                case COMPLETED -> true;
                case CANCELLED, BUSY, REJECTED, DIVERTED -> status >= 200;
            };
        }
    }

    /// The summary of a flow.
    ///
    /// @throws IllegalArgumentException if it has no message
    public static CallSummary of(CallFlow flow) {
        List<Passed> messages = flow.messages();
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a flow without messages: " + flow.callId());
        }
        Passed first = messages.getFirst();
        SipMessage message = first.message();
        return new CallSummary(
                flow.callId(),
                method(message),
                parties(first),
                new Span(messages.size() + flow.forgotten(), first.at(), messages.getLast().at()),
                outcome(flow, method(message)),
                sessionIds(messages));
    }

    private static Method method(SipMessage message) {
        return message instanceof SipRequest request ? request.method() : message.cSeq().method();
    }

    private static Parties parties(Passed first) {
        SipMessage message = first.message();
        boolean request = message instanceof SipRequest;
        return new Parties(
                address(message.from().uri()),
                address(message.to().uri()),
                request ? first.from() : first.to(),
                request ? first.to() : first.from());
    }

    /// A URI without its scheme and parameters: `alice@example.com`.
    static String address(Uri uri) {
        String text = uri.toString();
        if (uri instanceof SipUri) {
            int end = text.length();
            for (char stop : new char[] {';', '?'}) {
                int at = text.indexOf(stop, Math.max(0, text.indexOf('@')));
                end = at < 0 ? end : Math.min(end, at);
            }
            return text.substring(text.indexOf(':') + 1, end);
        }
        return text;
    }

    private static Outcome outcome(CallFlow flow, Method method) {
        List<Transaction> transactions = Transaction.of(flow.messages());
        Method asked =
                method.equals(Method.ACK) || method.equals(Method.CANCEL) ? Method.INVITE : method;
        List<Attempt> attempts = Attempt.of(transactions, asked);
        Passed result = attempts.isEmpty() ? null : attempts.getLast().result();
        int status = result == null ? -1 : Transaction.status(result);
        String reason =
                result != null && result.message() instanceof SipResponse response
                        ? response.reason()
                        : "";
        Progress progress = new Progress(flow.messages(), transactions);
        return new Outcome(progress.state(), status, reason, decisive(flow, status));
    }

    /// The last remark about that status, or else the last one.
    private static @Nullable Remark decisive(CallFlow flow, int status) {
        Remark last = null;
        Remark fitting = null;
        for (Remark remark : flow.remarks()) {
            last = remark;
            fitting = remark.status() == status ? remark : fitting;
        }
        return fitting == null ? last : fitting;
    }

    private static Set<String> sessionIds(List<Passed> messages) {
        Set<String> ids = new LinkedHashSet<>();
        for (Passed passed : messages) {
            SipMessage message = passed.message();
            if (message.has(HeaderName.SESSION_ID)) {
                SessionId id = message.read(SessionId.FIELD).first();
                add(ids, id == null ? null : id.local());
                add(ids, id == null ? null : id.remote());
            }
        }
        return ids;
    }

    private static void add(Set<String> ids, @Nullable String id) {
        if (id != null && !id.equals(SessionId.NIL)) {
            ids.add(id);
        }
    }
}
