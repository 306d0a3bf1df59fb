package dev.ringback.admission;

import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Knows the clients that give up on a challenge with another algorithm than MD5 in it, although
/// RFC 8760 §2.4 has them ignore what they do not understand. They are offered MD5 alone.
///
/// What a client says of itself is believed only here: who lies gets the weaker one of two
/// algorithms that are on offer anyway. See ADR 0008.
final class LimitedClients {
    private static final List<String> USER_AGENTS =
            List.of("baresip v0.", "baresip v1.", "sipsak ", "SIPp");

    /// SIPp writes no User-Agent, but its branches are its process, call and message numbers.
    private static final Pattern SIPP_BRANCH = Pattern.compile("z9hG4bK-\\d+-\\d+-\\d+");

    private LimitedClients() {}

    static boolean needsMd5Alone(SipRequest request) {
        String name = request.value(HeaderName.USER_AGENT);
        return name == null ? isSipp(request.topVia().branch()) : isListed(name);
    }

    private static boolean isListed(String userAgent) {
        for (String listed : USER_AGENTS) {
            if (userAgent.startsWith(listed)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSipp(@Nullable String branch) {
        return branch != null && SIPP_BRANCH.matcher(branch).matches();
    }
}
