package dev.ringback.header.route;

import dev.ringback.header.Check;
import dev.ringback.header.Findings;
import dev.ringback.header.NameAddress;
import dev.ringback.header.ParameterRules;
import dev.ringback.header.Severity;
import dev.ringback.header.StrictChecks;
import dev.ringback.uri.SipUri;
import java.util.function.Function;

/// Strict checks of the header fields that hold routes.
final class RouteChecks {
    static final Check<Route> ROUTE = loose(Route::address, Severity.WARNING, "RFC 3261 §20.34");
    static final Check<RecordRoute> RECORD_ROUTE =
            loose(RecordRoute::address, Severity.WARNING, "RFC 3261 §16.6 step 4");
    static final Check<Path> PATH = loose(Path::address, Severity.ERROR, "RFC 3327 §4");
    static final Check<ServiceRoute> SERVICE_ROUTE =
            loose(ServiceRoute::address, Severity.ERROR, "RFC 3608 §5");

    private static final Check<Object> NAME_ADDRESS = StrictChecks.nameAddress(ParameterRules.NONE);

    private RouteChecks() {}

    /// A route needs angle brackets, a SIP URI and its `lr` parameter; without that a proxy of RFC
    /// 2543 is meant.
    private static <T> Check<T> loose(
            Function<T, NameAddress> address, Severity severity, String clause) {
        return (value, bytes, start, end, findings) -> {
            NAME_ADDRESS.check(value, bytes, start, end, findings);
            if (!(address.apply(value).uri() instanceof SipUri uri)) {
                findings.error(start, findings.header() + " is no SIP or SIPS URI", clause);
            } else if (!uri.lr()) {
                note(severity, start, clause, findings);
            }
        };
    }

    private static void note(Severity severity, int start, String clause, Findings findings) {
        String text = findings.header() + " without lr: a strict router";
        switch (severity) {
            case ERROR -> findings.error(start, text, clause);
            case WARNING -> findings.warning(start, text, clause);
        }
    }
}
