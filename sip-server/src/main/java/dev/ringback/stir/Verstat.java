package dev.ringback.stir;

import dev.ringback.uri.SipUri;
import dev.ringback.uri.TelUri;
import dev.ringback.uri.Uri;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What became of the verification of a telephone number, for the next element that believes us:
/// the URI parameter `verstat` of 3GPP TS 24.229 §7.2A.20. It stands in a `tel` URI, or behind the
/// number that is the user of a SIP URI.
public enum Verstat {
    /// The signature is good, and its signer may speak for the number.
    PASSED("TN-Validation-Passed"),
    /// There is a signature, and it proves nothing.
    FAILED("TN-Validation-Failed"),
    /// Nobody signed.
    NONE("No-TN-Validation");

    private static final String NAME = "verstat";

    private final String value;

    Verstat(String value) {
        this.value = value;
    }

    /// The value on the wire.
    public String value() {
        return value;
    }

    /// Whether a URI says how a verification ended, be it as a parameter of the number or of the
    /// SIP URI.
    public static boolean isIn(Uri uri) {
        return switch (uri) {
            case TelUri tel -> tel.parameter(NAME) != null;
            case SipUri sip -> sip.parameter(NAME) != null || isInUser(sip.user());
            default -> false;
        };
    }

    private static boolean isInUser(@Nullable String user) {
        if (user == null || user.indexOf(';') < 0) {
            return false;
        }
        for (String part : user.split(";", -1)) {
            if (isIn(part)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isIn(String part) {
        int end = part.indexOf('=');
        return (end < 0 ? part : part.substring(0, end)).strip().equalsIgnoreCase(NAME);
    }

    /// A URI without any such parameter.
    public static Uri without(Uri uri) {
        return switch (uri) {
            case TelUri tel when isIn(tel) ->
                    Objects.requireNonNull(Uri.parse("tel:" + kept(tel.toString().substring(4))));
            case SipUri sip when isIn(sip) -> withoutInSip(sip);
            default -> uri;
        };
    }

    private static SipUri withoutInSip(SipUri uri) {
        SipUri rest = uri;
        while (rest.parameter(NAME) != null) {
            rest = rest.withoutParameter(NAME);
        }
        String user = rest.user();
        return user != null && isInUser(user) ? rest.withUser(kept(user)) : rest;
    }

    /// A subscriber without the parameter; `anonymous` where nothing else was there.
    private static String kept(String subscriber) {
        StringBuilder kept = new StringBuilder();
        for (String part : subscriber.split(";", -1)) {
            if (!isIn(part)) {
                kept.append(kept.isEmpty() ? "" : ";").append(part);
            }
        }
        return kept.isEmpty() ? "anonymous" : kept.toString();
    }

    /// A URI that says so, where it names a number; any other as it is.
    public Uri in(Uri uri) {
        return switch (without(uri)) {
            case TelUri tel -> Objects.requireNonNull(Uri.parse(tel + ";" + NAME + "=" + value));
            case SipUri sip when sip.user() != null && isNumber(sip) ->
                    sip.withUser(sip.user() + ";" + NAME + "=" + value);
            case Uri other -> other;
        };
    }

    private static boolean isNumber(SipUri uri) {
        return uri.telephone() != null || TelUri.of(uri) != null;
    }
}
