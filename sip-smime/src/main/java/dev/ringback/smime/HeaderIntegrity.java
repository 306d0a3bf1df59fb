package dev.ringback.smime;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.catalog.HeaderCatalog;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.SipFragment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which header fields may differ inside and outside of a tunnel, and which do: RFC 3261 §23.4.1.
final class HeaderIntegrity {
    /// What proxies may change: §23.4.1.1. Authorization is here too: credentials are made when all
    /// else of a request is, its body included (qop=auth-int), so none can be inside.
    static final Set<HeaderName> CHANGEABLE =
            Set.of(
                    HeaderName.VIA,
                    HeaderName.RECORD_ROUTE,
                    HeaderName.ROUTE,
                    HeaderName.MAX_FORWARDS,
                    HeaderName.PROXY_AUTHORIZATION,
                    HeaderName.AUTHORIZATION);

    /// What belongs to the body, and so is another outside: §23.4.1.2.
    static final Set<HeaderName> OF_THE_BODY =
            Set.of(
                    HeaderName.MIME_VERSION,
                    HeaderName.CONTENT_TYPE,
                    HeaderName.CONTENT_LENGTH,
                    HeaderName.CONTENT_LANGUAGE,
                    HeaderName.CONTENT_ENCODING,
                    HeaderName.CONTENT_DISPOSITION);

    /// What may be encrypted, and is then to be taken from inside: §23.4.1.2.
    static final Set<HeaderName> HIDEABLE =
            Set.of(
                    HeaderName.TO,
                    HeaderName.FROM,
                    HeaderName.SUBJECT,
                    HeaderName.REPLY_TO,
                    HeaderName.ORGANIZATION,
                    HeaderName.ACCEPT,
                    HeaderName.ACCEPT_ENCODING,
                    HeaderName.ACCEPT_LANGUAGE,
                    HeaderName.ALERT_INFO,
                    HeaderName.ERROR_INFO,
                    HeaderName.AUTHENTICATION_INFO,
                    HeaderName.EXPIRES,
                    HeaderName.IN_REPLY_TO,
                    HeaderName.REQUIRE,
                    HeaderName.SUPPORTED,
                    HeaderName.UNSUPPORTED,
                    HeaderName.RETRY_AFTER,
                    HeaderName.USER_AGENT,
                    HeaderName.SERVER,
                    HeaderName.WARNING);

    /// What is not looked at when it is encrypted: §23.4.1.2.
    static final Set<HeaderName> USELESS =
            Set.of(
                    HeaderName.of("Min-Expires"),
                    HeaderName.TIMESTAMP,
                    HeaderName.PRIORITY,
                    HeaderName.WWW_AUTHENTICATE);

    private static final String DEFINED = "RFC 3261 §20";

    private final SipFragment inner;
    private final boolean whole;
    private final boolean encrypted;

    HeaderIntegrity(SipFragment inner, boolean whole, boolean encrypted) {
        this.inner = inner;
        this.whole = whole;
        this.encrypted = encrypted;
    }

    /// What differs though it may not, in the order of the message inside; then what is outside
    /// only.
    List<Discrepancy> compare(SipMessage outer) {
        List<Discrepancy> found = new ArrayList<>();
        startLine(outer, found);
        Set<HeaderName> names = new LinkedHashSet<>();
        for (int line = 0; line < inner.headers().count(); line++) {
            names.add(inner.headers().name(line));
        }
        for (int line = 0; whole && line < outer.headerCount(); line++) {
            names.add(outer.headerName(line));
        }
        for (HeaderName name : names) {
            if (!excused(name) && !FieldComparison.same(name, outer.headers(), inner.headers())) {
                found.add(
                        new Discrepancy(
                                name.canonical(),
                                outer.values(name),
                                inner.headers().values(name),
                                kind(name)));
            }
        }
        return found;
    }

    /// The Request-URI may be another one, the method not, nor the code of a response.
    private void startLine(SipMessage outer, List<Discrepancy> found) {
        String line = outer instanceof SipRequest ? "Request-Line" : "Status-Line";
        String outside =
                switch (outer) {
                    case SipRequest request -> request.method().name();
                    case SipResponse response -> "" + response.status();
                };
        String inside = inner.request() ? String.valueOf(inner.method()) : "" + inner.status();
        boolean there = inner.request() || inner.response();
        if (there && !inside.equals(outside)) {
            found.add(
                    new Discrepancy(
                            line, List.of(outside), List.of(inside), Discrepancy.Kind.VIOLATION));
        }
    }

    private boolean excused(HeaderName name) {
        boolean hidden = encrypted && HIDEABLE.contains(name) && inner.headers().has(name);
        boolean useless = encrypted && USELESS.contains(name);
        return CHANGEABLE.contains(name) || OF_THE_BODY.contains(name) || hidden || useless;
    }

    private static Discrepancy.Kind kind(HeaderName name) {
        HeaderField<?> field = HeaderCatalog.standard().field(name);
        boolean defined = field != null && field.clause().startsWith(DEFINED);
        return defined ? Discrepancy.Kind.VIOLATION : Discrepancy.Kind.IGNORED;
    }
}
