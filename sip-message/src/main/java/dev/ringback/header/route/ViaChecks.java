package dev.ringback.header.route;

import dev.ringback.header.Check;
import dev.ringback.header.Findings;
import dev.ringback.header.ParameterRules;
import dev.ringback.header.Severity;
import dev.ringback.header.ValueShape;
import dev.ringback.text.Ascii;
import dev.ringback.text.HostSyntax;
import dev.ringback.text.Quoted;
import dev.ringback.text.ViaScan;

/// Strict checks of Via: RFC 3261 §20.42 and the RFCs that gave it parameters.
final class ViaChecks {
    private static final String COOKIE = "z9hG4bK";
    private static final String GRAMMAR = "RFC 3261 §25.1";
    private static final String OVERLOAD = "RFC 7339 §9";

    private static final ParameterRules RULES =
            ParameterRules.NONE
                    .with("branch", ValueShape.TOKEN, GRAMMAR)
                    .with("branch", value -> !value.equals(COOKIE), "RFC 3261 §8.1.1.7")
                    .with("ttl", ValueShape.number(0, 255), GRAMMAR)
                    .with("maddr", ValueShape.HOST, GRAMMAR)
                    .with("received", ViaChecks::isAddress, GRAMMAR)
                    .with(
                            "rport",
                            ValueShape.ABSENT.or(ValueShape.number(1, 65_535)),
                            "RFC 3581 §3")
                    .with("alias", ValueShape.ABSENT, "RFC 5923 §7")
                    .with(
                            "keep",
                            ValueShape.ABSENT.or(ValueShape.number(0, Integer.MAX_VALUE)),
                            "RFC 6223 §8.2")
                    .with(
                            "oc",
                            ValueShape.ABSENT.or(ValueShape.number(0, Integer.MAX_VALUE)),
                            OVERLOAD)
                    .with("oc-algo", ViaChecks::isAlgorithms, OVERLOAD)
                    .with(
                            "oc-validity",
                            ValueShape.ABSENT.or(ValueShape.number(0, Integer.MAX_VALUE)),
                            OVERLOAD)
                    .with("oc-seq", value -> Overload.sequence(value) >= 0, OVERLOAD)
                    .advising(
                            "branch",
                            value -> value.startsWith(COOKIE),
                            "Branch without magic cookie",
                            "RFC 3261 §8.1.1.7")
                    .advising(
                            "received",
                            value -> !value.startsWith("["),
                            "Brackets around a received address",
                            "RFC 5118 §4.5")
                    .demanding("branch", Severity.WARNING, "RFC 3261 §8.1.1.7");

    static final Check<Object> CHECK = ViaChecks::check;

    private ViaChecks() {}

    private static void check(Object via, byte[] bytes, int start, int end, Findings findings) {
        ViaScan scan = new ViaScan();
        if (scan.scan(bytes, start, end)) {
            RULES.check(bytes, scan.parameters(), end, findings);
        }
    }

    /// An address, not a name; brackets are looked at elsewhere.
    private static boolean isAddress(String value) {
        boolean brackets = value.startsWith("[") && value.endsWith("]");
        byte[] bytes = Ascii.bytes(brackets ? value.substring(1, value.length() - 1) : value);
        return HostSyntax.isIpv6(bytes, 0, bytes.length)
                || (!brackets && HostSyntax.isIpv4(bytes, 0, bytes.length));
    }

    private static boolean isAlgorithms(String value) {
        if (!ValueShape.QUOTED.test(value)) {
            return false;
        }
        for (String name : Quoted.unquote(value).split(",", -1)) {
            if (!Ascii.isToken(name.strip())) {
                return false;
            }
        }
        return true;
    }
}
