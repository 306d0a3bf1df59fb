package dev.ringback.core;

import dev.ringback.callflow.codes.Language;
import dev.ringback.callflow.why.Reasons;
import dev.ringback.callflow.why.Words;
import dev.ringback.cause.Cause;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;
import java.util.Locale;

/// Tells callers in a failure response what caused it, where the operator wants that: in a Warning
/// (RFC 3261 §20.43), or in a Reason (RFC 3326). A cause names addresses, rules and stores of ours,
/// so strangers hear nothing of it unless that was asked for; and nobody ever hears what is wrong
/// with credentials.
///
/// @param audience who is told
/// @param style in which header field
/// @param agent who tells: a host name
public record CauseTelling(Audience audience, Style style, String agent) {
    /// Nobody is told anything.
    public static final CauseTelling NONE =
            new CauseTelling(Audience.NOBODY, Style.WARNING, "localhost");

    private static final Words WORDS = Words.in(Language.EN);
    private static final int LONGEST = 200;

    /// Who is told.
    public enum Audience {
        /// Nobody.
        NOBODY,
        /// Who asks from this machine itself: with one Via, as another element here, a proxy or a
        /// balancer, passes on what strangers ask. That we have too much to do is told to nobody
        /// then, which would be more to do.
        LOOPBACK,
        /// Whoever asks.
        EVERYBODY
    }

    /// How it is told.
    public enum Style {
        /// `Warning: 399 example.com "…"`
        WARNING,
        /// `Reason: SIP;cause=480;text="…"`
        REASON
    }

    /// A response as it goes to who sent its request.
    ///
    /// @param cause what decided it
    /// @param flow how the request came
    public SipResponse told(SipResponse response, Cause cause, Flow flow) {
        if (!fit(response, cause) || !hears(response, cause, flow)) {
            return response;
        }
        String text = quoted(WORDS.of(Reasons.of(cause)));
        return switch (style) {
            case WARNING -> added(response, HeaderName.WARNING, "399 " + agent + " " + text);
            case REASON ->
                    added(
                            response,
                            HeaderName.REASON,
                            "SIP;cause=" + response.status() + ";text=" + text);
        };
    }

    private static SipResponse added(SipResponse response, HeaderName name, String value) {
        return response.edit().add(name, value).build();
    }

    private boolean hears(SipResponse response, Cause cause, Flow flow) {
        return switch (audience) {
            case NOBODY -> false;
            case LOOPBACK ->
                    flow.remote().getAddress().isLoopbackAddress()
                            && !(cause instanceof Cause.Overloaded)
                            && response.withoutTopVia() == null;
            case EVERYBODY -> true;
        };
    }

    /// What others decided they have told themselves, and a success needs no excuse.
    private static boolean fit(SipResponse response, Cause cause) {
        return response.status() >= 300
                && !(cause instanceof Cause.Received)
                && !(cause instanceof Cause.Challenged)
                && !(cause instanceof Cause.Served)
                && !(cause instanceof Cause.Denied);
    }

    private static String quoted(String sentence) {
        StringBuilder quoted = new StringBuilder("\"");
        int end = Math.min(sentence.length(), LONGEST);
        for (int i = 0; i < end; i++) {
            char c = sentence.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\');
            }
            boolean plain = c >= ' ' && c < 0x7f;
            quoted.append(plain ? c : '?');
        }
        return quoted.append('"').toString();
    }

    /// The word of a configuration for an audience: `off`, `loopback` or `everybody`.
    public static Audience audience(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "off" -> Audience.NOBODY;
            case "loopback" -> Audience.LOOPBACK;
            case "everybody" -> Audience.EVERYBODY;
            default ->
                    throw new IllegalArgumentException(
                            "'" + word + "' is no audience: off, loopback or everybody");
        };
    }

    /// The word of a configuration for a style: `warning` or `reason`.
    public static Style style(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "warning" -> Style.WARNING;
            case "reason" -> Style.REASON;
            default ->
                    throw new IllegalArgumentException(
                            "'" + word + "' is no header field for it: warning or reason");
        };
    }
}
