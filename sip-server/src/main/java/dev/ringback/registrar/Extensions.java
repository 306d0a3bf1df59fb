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

/// Checks the extensions that a REGISTER demands and offers: RFC 3261 §10.3 step 2, RFC 3327 §5.3,
/// RFC 5626 §11.4, RFC 5627 §9.1.
final class Extensions {
    /// The option-tag of RFC 3327.
    static final String PATH = "path";

    /// All option-tags that this registrar knows.
    static final List<String> KNOWN = List.of(PATH, Outbound.TAG, Gruus.TAG);

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
        boolean supported = supports(request, PATH);
        if (!supported && rule == PathRule.REQUIRED) {
            Cause cause = new Cause.CheckFailed(Check.EXTENSION, PATH);
            return Refusal.with(421, HeaderName.REQUIRE, PATH, cause);
        }
        return supported ? null : unsupported(PATH, Check.PATH);
    }

    private static String unknown(SipRequest request) {
        List<String> unknown = new ArrayList<>(request.read(Require.FIELD).values());
        unknown.removeIf(tag -> KNOWN.stream().anyMatch(tag::equalsIgnoreCase));
        return String.join(", ", unknown);
    }

    /// Whether a client says that it supports an extension.
    static boolean supports(SipRequest request, String tag) {
        return request.has(HeaderName.SUPPORTED)
                && request.read(Supported.FIELD).values().stream().anyMatch(tag::equalsIgnoreCase);
    }

    private static Refusal unsupported(String tags, Check check) {
        Cause cause = new Cause.CheckFailed(check, tags);
        return Refusal.with(420, HeaderName.UNSUPPORTED, tags, cause);
    }
}
