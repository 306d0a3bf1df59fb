package dev.ringback.uri;

import dev.ringback.text.Ascii;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a URI asks of a request that is formed from it: RFC 3261 §19.1.5. Pure: nothing is sent,
/// and whoever forms the request chooses what to honour of [Formed].
public sealed interface UriRequest {
    /// A request can be formed.
    ///
    /// @param requestUri the URI without `method` and headers
    /// @param method the `method` parameter, INVITE where there is none
    /// @param headers the headers that may be honoured, in their order
    /// @param descriptive the headers that describe the message (Content-Type, Date ...), whose
    ///     accuracy should be verified before they are honoured
    /// @param ignored the headers that should not be honoured: they would forge the sender, the
    ///     dialog, the route, or what the sender can do
    /// @param body the body, or null where there is none
    record Formed(
            SipUri requestUri,
            String method,
            List<UriHeader> headers,
            List<UriHeader> descriptive,
            List<UriHeader> ignored,
            @Nullable String body)
            implements UriRequest {
        /// Copies the lists.
        public Formed {
            headers = List.copyOf(headers);
            descriptive = List.copyOf(descriptive);
            ignored = List.copyOf(ignored);
        }
    }

    /// What would be formed is no valid request: the URI is invalid, and nothing may be sent.
    ///
    /// @param fault what is wrong, for a log
    record Invalid(String fault) implements UriRequest {}

    /// Reads what a URI asks for.
    static UriRequest of(SipUri uri) {
        String fault = parameterFault(uri);
        if (fault != null) {
            return new Invalid(fault);
        }
        String method = uri.methodParameter();
        String chosen = method == null ? "INVITE" : method;
        SipUri requestUri = uri.withoutHeaders();
        return headers(
                method == null ? requestUri : requestUri.withoutParameter("method"),
                chosen,
                UriFields.split(uri.headersText()));
    }

    private static @Nullable String parameterFault(SipUri uri) {
        Set<String> names = new HashSet<>();
        for (String name : uri.parameterNames()) {
            if (!names.add(name)) {
                return "parameter " + name + " twice";
            }
        }
        String method = uri.methodParameter();
        if (method != null && !Ascii.isToken(method)) {
            return "method is no token";
        }
        return transportFault(uri);
    }

    /// §19.1.1: `sips` wants a reliable transport, and `ttl` is for multicast over UDP.
    private static @Nullable String transportFault(SipUri uri) {
        String transport = uri.transportParameter();
        if (transport != null && !Ascii.isToken(transport)) {
            return "transport is no token";
        }
        if (uri.secure() && "udp".equals(transport)) {
            return "sips over UDP";
        }
        if (uri.parameter("ttl") == null) {
            return null;
        }
        if (!UriCheck.isMulticastOverUdp(uri)) {
            return "ttl without multicast over UDP";
        }
        return uri.ttl() < 0 ? "ttl is no number up to 255" : null;
    }

    private static UriRequest headers(SipUri requestUri, String method, List<String> fields) {
        List<UriHeader> honoured = new ArrayList<>();
        List<UriHeader> descriptive = new ArrayList<>();
        List<UriHeader> ignored = new ArrayList<>();
        String body = null;
        for (String field : fields) {
            String name = UriHeader.longForm(UriFields.name(field));
            String text = UriFields.valueText(field);
            UriHeader header = new UriHeader(name, Escapes.decode(text));
            boolean isBody = name.equals(UriHeader.BODY);
            String fault = isBody && body != null ? "two bodies" : fault(header, text);
            if (fault != null) {
                return new Invalid(fault);
            }
            if (isBody) {
                body = header.value();
                continue;
            }
            List<UriHeader> list =
                    header.dangerous(method)
                            ? ignored
                            : header.descriptive() ? descriptive : honoured;
            list.add(header);
        }
        return new Formed(requestUri, method, honoured, descriptive, ignored, body);
    }

    private static @Nullable String fault(UriHeader header, String text) {
        if (!Ascii.isToken(header.name())) {
            return "a header's name is no token";
        }
        if (!Escapes.isUtf8(text)) {
            return header.name() + " is no UTF-8";
        }
        boolean body = header.name().equals(UriHeader.BODY);
        return body || header.oneLine() ? null : header.name() + " has control characters";
    }
}
