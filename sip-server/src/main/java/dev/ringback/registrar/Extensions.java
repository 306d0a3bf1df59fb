package dev.ringback.registrar;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.header.HeaderName;
import dev.ringback.header.feature.Require;
import dev.ringback.header.feature.Supported;
import dev.ringback.message.SipRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks the extensions that a REGISTER demands and offers: RFC 3261 §10.3 step 2, RFC 3327 §5.3.
final class Extensions {
    /// The option-tag of RFC 3327, the only one that this registrar knows.
    static final String PATH = "path";

    private final PathRule rule;

    Extensions(PathRule rule) {
        this.rule = rule;
    }

    /// Why the request cannot be served; null where nothing is wrong.
    @Nullable Refusal check(SipRequest request) {
        String unknown = request.has(HeaderName.REQUIRE) ? unknown(request) : "";
        if (!unknown.isEmpty()) {
            return unsupported(unknown, Check.REQUIRE);
        }
        boolean path = request.has(HeaderName.PATH);
        if (rule == PathRule.ALWAYS || (rule == PathRule.SUPPORTED && !path)) {
            return null;
        }
        boolean supported =
                request.read(Supported.FIELD).values().stream().anyMatch(PATH::equalsIgnoreCase);
        if (!supported && rule == PathRule.REQUIRED) {
            Cause cause = new Cause.CheckFailed(Check.EXTENSION, PATH);
            return Refusal.with(421, HeaderName.REQUIRE, PATH, cause);
        }
        return supported ? null : unsupported(PATH, Check.PATH);
    }

    private static String unknown(SipRequest request) {
        List<String> unknown = new ArrayList<>(request.read(Require.FIELD).values());
        unknown.removeIf(PATH::equalsIgnoreCase);
        return String.join(", ", unknown);
    }

    private static Refusal unsupported(String tags, Check check) {
        Cause cause = new Cause.CheckFailed(check, tags);
        return Refusal.with(420, HeaderName.UNSUPPORTED, tags, cause);
    }
}
