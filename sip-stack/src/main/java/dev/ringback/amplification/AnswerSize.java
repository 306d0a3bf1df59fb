package dev.ringback.amplification;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How large an answer may be to a datagram whose source proves nothing: 1.5 times the request. Who
/// writes another's address into requests gains nothing by it. Why so: ADR 0035.
///
/// An answer that is too large loses what only informs, then all challenges but the last, which
/// every client understands, then the words after its response code. What is too large even then is
/// not given. A 2xx to an INVITE that comes from elsewhere goes as it is: somebody has taken the
/// call.
public final class AnswerSize {
    /// For answers of any size.
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    /// What an answer cannot do its work without.
    private static final Set<HeaderName> NEEDED =
            Set.of(
                    HeaderName.VIA,
                    HeaderName.FROM,
                    HeaderName.TO,
                    HeaderName.CALL_ID,
                    HeaderName.CSEQ,
                    HeaderName.CONTACT,
                    HeaderName.RECORD_ROUTE,
                    HeaderName.CONTENT_LENGTH,
                    HeaderName.CONTENT_TYPE,
                    HeaderName.WWW_AUTHENTICATE,
                    HeaderName.PROXY_AUTHENTICATE,
                    HeaderName.UNSUPPORTED,
                    HeaderName.REQUIRE,
                    HeaderName.RSEQ,
                    HeaderName.EXPIRES,
                    HeaderName.MIN_EXPIRES,
                    HeaderName.MIN_SE,
                    HeaderName.RETRY_AFTER,
                    HeaderName.SERVICE_ROUTE,
                    HeaderName.TIMESTAMP);

    private static final List<HeaderName> CHALLENGES =
            List.of(HeaderName.WWW_AUTHENTICATE, HeaderName.PROXY_AUTHENTICATE);

    private AnswerSize() {}

    /// How many octets an answer may have to a request that came over UDP and proves nothing.
    ///
    /// @param request the request, with or without what we noted in its Via
    public static int most(SipRequest request) {
        return half(request.size() - noted(request.topVia()));
    }

    /// How many octets an answer may have to what was no message; the answer repeats lines of it.
    public static int most(SipResponse reply) {
        String tag = reply.to().tag();
        int ours = startLine(reply) + (tag == null ? 0 : ";tag=".length() + tag.length());
        return half(reply.size() - ours - noted(reply.topVia()) - "Content-Length: 0\r\n".length());
    }

    /// Whether an answer to this request is bounded while its source is not proved.
    public static boolean bounds(Flow flow) {
        return !flow.transport().reliable();
    }

    /// The answer in so many octets.
    ///
    /// @param relayed whether it is another's and only passes through us
    /// @return null where it cannot be made to fit, and must not be sent
    public static @Nullable SipResponse fit(SipResponse answer, int most, boolean relayed) {
        boolean invite = answer.cSeq().method().equals(Method.INVITE);
        if (most == UNBOUNDED || (invite && relayed && answer.success())) {
            return answer;
        }
        if (!invite && answer.provisional()) {
            return null; // the final one has all that there is
        }
        if (answer.size() <= most) {
            return answer;
        }
        SipResponse bare = bare(answer);
        if (bare.size() <= most) {
            return bare;
        }
        SipResponse least = withOneChallenge(bare);
        return least.size() <= most ? least : wordless(least, most);
    }

    private static SipResponse bare(SipResponse answer) {
        List<HeaderName> needless = new ArrayList<>();
        for (int i = 0; i < answer.headerCount(); i++) {
            HeaderName name = answer.headerName(i);
            boolean allow = answer.status() == 405 && name.equals(HeaderName.ALLOW);
            if (!NEEDED.contains(name) && !allow) {
                needless.add(name);
            }
        }
        SipResponse.Builder builder = answer.edit();
        needless.forEach(builder::remove);
        if (!answer.success() && answer.bodyLength() > 0) {
            builder.noBody();
        }
        return builder.build();
    }

    private static SipResponse withOneChallenge(SipResponse answer) {
        SipResponse.Builder builder = answer.edit();
        for (HeaderName name : CHALLENGES) {
            for (int i = answer.values(name).size(); i > 1; i--) {
                builder.removeFirst(name);
            }
        }
        return builder.build();
    }

    private static @Nullable SipResponse wordless(SipResponse answer, int most) {
        SipResponse silent = answer.edit().reason("").build();
        return silent.size() <= most ? silent : null;
    }

    private static int startLine(SipMessage reply) {
        return reply.toString().indexOf("\r\n") + 2;
    }

    private static int half(int octets) {
        return octets + octets / 2;
    }

    /// The octets of `received` and of the value of `rport`, which we write into a Via.
    private static int noted(Via via) {
        String received = via.parameters().value("received");
        String port = via.parameters().value("rport");
        int octets = received == null ? 0 : ";received=".length() + received.length();
        return octets + (port == null || port.isEmpty() ? 0 : 1 + port.length());
    }
}
