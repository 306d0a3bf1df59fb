package dev.ringback.identity;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.address.From;
import dev.ringback.header.feature.ProxyRequire;
import dev.ringback.message.MessageBuilder;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.uri.Uri;
import java.util.List;
import java.util.function.Predicate;

/// Hides what a sender wants hidden from strangers, as far as a proxy can: RFC 3323 §5, RFC 3325
/// §7, RFC 7044 §10.1. Via, Record-Route, Contact and Call-ID stay, since the way back hangs on
/// them: only a back-to-back user agent could hide them. See ADR 0033.
final class PrivacyService {
    private static final HeaderName REMOTE_PARTY_ID = HeaderName.of("Remote-Party-ID");
    private static final String OPTION = "privacy";

    /// What says who somebody is besides From: RFC 3323 §5.3, and what came after it.
    private static final List<HeaderName> TELLING =
            List.of(
                    HeaderName.SUBJECT,
                    HeaderName.CALL_INFO,
                    HeaderName.ORGANIZATION,
                    HeaderName.USER_AGENT,
                    HeaderName.SERVER,
                    HeaderName.REPLY_TO,
                    HeaderName.IN_REPLY_TO,
                    HeaderName.REFERRED_BY,
                    HeaderName.IDENTITY,
                    REMOTE_PARTY_ID);

    private final HistoryPrivacy history;

    /// @param ours whether a URI is of our domains
    PrivacyService(Predicate<Uri> ours) {
        this.history = new HistoryPrivacy(ours);
    }

    /// The request as strangers get it.
    SipRequest hide(SipRequest request) {
        SipRequest.Builder copy = request.edit();
        if (!request.has(HeaderName.PRIVACY)) {
            history.hide(request, copy, false);
            return copy.build();
        }
        PrivacyWish wish = PrivacyWish.of(request);
        if (wish.none()) {
            return request;
        }
        hide(request, wish, copy);
        if (wish.user()) {
            copy.set(From.FIELD, Anonymous.from(request.from().tag()));
        }
        if (wish.rest().isEmpty()) {
            dropOption(request, copy);
        }
        return copy.build();
    }

    /// The response as strangers get it.
    SipResponse hide(SipResponse response) {
        SipResponse.Builder copy = response.edit();
        if (!response.has(HeaderName.PRIVACY)) {
            history.hide(response, copy, false);
            return copy.build();
        }
        PrivacyWish wish = PrivacyWish.of(response);
        if (wish.none()) {
            return response;
        }
        hide(response, wish, copy);
        return copy.build();
    }

    private void hide(SipMessage message, PrivacyWish wish, MessageBuilder<?> copy) {
        history.hide(message, copy, wish.history());
        if (wish.identity()) {
            copy.remove(HeaderName.P_ASSERTED_IDENTITY).remove(REMOTE_PARTY_ID);
        }
        if (wish.user()) {
            TELLING.forEach(copy::remove);
        }
        String rest = wish.rest();
        if (rest.isEmpty()) {
            copy.remove(HeaderName.PRIVACY);
        } else {
            copy.set(HeaderName.PRIVACY, rest);
        }
    }

    /// With the last wish goes the demand that proxies know of it: RFC 3323 §5.
    private static void dropOption(SipRequest request, SipRequest.Builder copy) {
        HeaderField<String> field = ProxyRequire.FIELD;
        List<String> tags = request.read(field).values();
        if (tags.stream().anyMatch(OPTION::equalsIgnoreCase)) {
            copy.setAll(field, tags.stream().filter(tag -> !OPTION.equalsIgnoreCase(tag)).toList());
        }
    }
}
