package dev.ringback.stir;

import dev.ringback.uri.SipUri;
import dev.ringback.uri.TelUri;
import dev.ringback.uri.Uri;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who calls or is called, in the one form that is signed: RFC 8225 §5.2.1, RFC 8224 §8.
public sealed interface Party {
    /// A telephone number.
    ///
    /// @param number digits, `#` and `*`: RFC 8224 §8.3
    record Telephone(String number) implements Party {}

    /// Anybody else.
    ///
    /// @param uri the normalized URI: RFC 8224 §8.5
    record Name(String uri) implements Party {
        /// The domain.
        String host() {
            return uri.substring(Math.max(uri.indexOf('@'), uri.indexOf(':')) + 1);
        }
    }

    /// The party that a URI of a SIP message names: RFC 8224 §8.1. The user of a SIP URI is a
    /// number where `user=phone` says so, or where it begins with a plus.
    static Party of(Uri uri, NumberPlan plan) {
        String number =
                switch (uri) {
                    case TelUri tel -> plan.canonical(tel);
                    case SipUri sip -> number(sip, plan);
                    default -> null;
                };
        return number == null ? new Name(normalized(uri)) : new Telephone(number);
    }

    private static @Nullable String number(SipUri uri, NumberPlan plan) {
        TelUri tel = uri.telephone();
        if (tel != null) {
            return plan.canonical(tel);
        }
        String user = uri.user();
        if (user == null) {
            return null;
        }
        int end = user.indexOf(';');
        String subscriber = end < 0 ? user : user.substring(0, end);
        boolean digits = "phone".equals(uri.userParameter()) || subscriber.startsWith("+");
        return digits && Shapes.NUMBER.matcher(subscriber).matches()
                ? plan.canonical(subscriber)
                : null;
    }

    /// RFC 8224 §8.5: scheme, user and host in lower case, nothing else.
    private static String normalized(Uri uri) {
        if (!(uri instanceof SipUri sip)) {
            return uri.toString().toLowerCase(Locale.ROOT);
        }
        String plain = sip.withPassword(null).withPort(-1).addressOfRecord();
        String lower = sip.scheme() + ':' + plain.toLowerCase(Locale.ROOT);
        return Shapes.ESCAPE
                .matcher(lower)
                .replaceAll(match -> match.group().toUpperCase(Locale.ROOT));
    }

    /// The party that a claim names: `{"tn":"12155551212"}` or `{"uri":"sip:alice@example.com"}`.
    static @Nullable Party read(@Nullable Object claim) {
        if (!(claim instanceof Map<?, ?> object)) {
            return null;
        }
        if (object.get("tn") instanceof String number) {
            return Shapes.KEYS.matcher(number).matches() ? new Telephone(number) : null;
        }
        return object.get("uri") instanceof String uri ? new Name(uri) : null;
    }

    /// The claim for one party.
    default Map<String, Object> claim() {
        return switch (this) {
            case Telephone(String number) -> Map.of("tn", number);
            case Name(String uri) -> Map.of("uri", uri);
        };
    }
}
