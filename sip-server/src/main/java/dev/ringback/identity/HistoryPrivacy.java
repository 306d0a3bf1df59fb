package dev.ringback.identity;

import dev.ringback.header.EmbeddedHeaders;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.Reading;
import dev.ringback.header.route.HistoryInfo;
import dev.ringback.header.security.Privacy;
import dev.ringback.message.MessageBuilder;
import dev.ringback.message.SipMessage;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Hides the targets that a request had within our domains: RFC 7044 §10.1.2.
final class HistoryPrivacy {
    private static final HeaderName PRIVACY = HeaderName.PRIVACY;

    private final Predicate<Uri> ours;

    HistoryPrivacy(Predicate<Uri> ours) {
        this.ours = ours;
    }

    /// Makes the entries anonymous that shall be. Where one cannot be read, all of them go.
    ///
    /// @param all whether the message as a whole wants it; else each entry says so itself
    void hide(SipMessage message, MessageBuilder<?> copy, boolean all) {
        if (!message.has(HeaderName.HISTORY_INFO)) {
            return;
        }
        Reading<HistoryInfo> reading = message.read(HistoryInfo.FIELD);
        if (!reading.ok()) {
            copy.remove(HeaderName.HISTORY_INFO);
            return;
        }
        List<HistoryInfo> entries = new ArrayList<>();
        reading.values().forEach(entry -> entries.add(hidden(entry, all)));
        if (!entries.equals(reading.values())) {
            copy.setAll(HistoryInfo.FIELD, entries);
        }
    }

    private HistoryInfo hidden(HistoryInfo entry, boolean all) {
        if (!(entry.uri() instanceof SipUri uri) || !ours.test(uri)) {
            return entry;
        }
        String asked = entry.privacy();
        Privacy wish = asked == null ? null : Privacy.FIELD.parse(asked);
        boolean hide = all || (asked != null && (wish == null || wish.has("history")));
        Uri shown = hide ? Anonymous.uri() : withoutPrivacy(uri);
        NameAddress address = entry.address();
        String name = hide ? null : address.displayName();
        return new HistoryInfo(new NameAddress(name, shown, address.parameters()));
    }

    private static Uri withoutPrivacy(SipUri uri) {
        return EmbeddedHeaders.value(uri, PRIVACY) == null
                ? uri
                : uri.withoutHeader(PRIVACY.canonical());
    }
}
