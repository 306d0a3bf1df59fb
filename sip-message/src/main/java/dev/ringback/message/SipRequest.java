package dev.ringback.message;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.route.Via;
import dev.ringback.text.Ascii;
import dev.ringback.text.HeaderIndex;
import dev.ringback.text.NameTable;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import org.jspecify.annotations.Nullable;

/// A request: RFC 3261 §7.1. Immutable.
public final class SipRequest extends SipMessage {
    private static final String VERSION = " SIP/2.0\r\n";

    private final Method method;
    private @Nullable Uri requestUri;

    private SipRequest(
            HeaderIndex index, BaseHeaders base, Method method, @Nullable Uri requestUri) {
        super(index, base);
        this.method = method;
        this.requestUri = requestUri;
    }

    /// For the parser: a request whose start line and base headers are known to be good.
    public static SipRequest of(HeaderIndex index, BaseHeaders base, Method method) {
        return new SipRequest(index, base, method, null);
    }

    /// What is asked for.
    public Method method() {
        return method;
    }

    /// Whom it is asked of.
    public Uri requestUri() {
        Uri known = requestUri;
        if (known == null) {
            byte[] bytes = index().bytes();
            int start = index().start() + method.name().length() + 1;
            int end = start;
            while (bytes[end] != ' ') {
                end++;
            }
            known = Uri.parse(bytes, start, end);
            if (known == null) {
                throw new IllegalStateException("Request-URI was not checked");
            }
            requestUri = known;
        }
        return known;
    }

    /// The Max-Forwards header field, 0 to 255; -1 when it is absent, as in requests of RFC 2543.
    public int maxForwards() {
        return base().maxForwards();
    }

    /// This request with another top Via: what [Builder#replaceFirst] makes, for less.
    public SipRequest withTopVia(Via via) {
        String text = via.toString();
        HeaderIndex made = Splice.replaceFirst(index(), HeaderName.VIA, Ascii.bytes(text));
        return made == null
                ? edit().replaceFirst(HeaderName.VIA, text).build()
                : new SipRequest(made, base().withTopVia(via), method, requestUri);
    }

    /// This request without the first value of a header field: what [Builder#removeFirst] makes,
    /// for less.
    ///
    /// @param name a header field that not every message needs, like Route
    public SipRequest withoutFirst(HeaderName name) {
        boolean needed = name.number() >= 0 && name.number() <= NameTable.LAST_BASE;
        HeaderIndex made = needed ? null : Splice.removeFirst(index(), name);
        return made == null
                ? edit().removeFirst(name).build()
                : new SipRequest(made, base(), method, requestUri);
    }

    /// A builder that begins with everything that is in this request.
    public Builder edit() {
        return new Builder(HeaderLines.all(index()), this);
    }

    /// A builder of a new request. Headers of a SIP URI are left out of the Request-URI: RFC 3261
    /// §19.1.1 table 1.
    public static Builder builder(Method method, Uri requestUri) {
        return new Builder(method, requestUri, FieldCheck.STRICT);
    }

    /// A builder of a new request with values that others wrote, such as the From of an INVITE that
    /// is cancelled: each needs only be readable, and what its writer left out may stay absent.
    public static Builder derived(Method method, Uri requestUri) {
        return new Builder(method, requestUri, FieldCheck.READABLE);
    }

    /// Makes requests. Header lines that it is not told to change stay byte for byte.
    public static final class Builder extends MessageBuilder<Builder> {
        /// Via, From, To, Call-ID, CSeq and Max-Forwards.
        private static final int ALL = (1 << NameTable.CONTENT_LENGTH) - 1;

        private final @Nullable SipRequest base;
        private final FieldCheck fieldCheck;
        private Method method;

        /// Null means that of the base.
        private @Nullable Uri requestUri;

        private Builder(HeaderLines lines, SipRequest base) {
            super(lines, lines.present(), base);
            this.base = base;
            this.fieldCheck = FieldCheck.READABLE;
            this.method = base.method();
        }

        private Builder(Method method, Uri requestUri, FieldCheck fieldCheck) {
            super(HeaderLines.none(), ALL, fieldCheck);
            this.base = null;
            this.fieldCheck = fieldCheck;
            this.method = method;
            this.requestUri = bare(requestUri);
        }

        private static Uri bare(Uri uri) {
            return uri instanceof SipUri sip ? sip.withoutHeaders() : uri;
        }

        @Override
        Builder self() {
            return this;
        }

        /// Sets the Request-URI. Headers of a SIP URI are left out: RFC 3261 §19.1.1 table 1.
        public Builder requestUri(Uri uri) {
            this.requestUri = bare(uri);
            return this;
        }

        /// Sets the method. The CSeq is to be set as well.
        public Builder method(Method newMethod) {
            this.method = newMethod;
            return this;
        }

        /// The request as it now is.
        ///
        /// @throws IllegalStateException if one of Via, From, To, Call-ID, CSeq and Max-Forwards
        ///     is absent, malformed or there too often, or if the CSeq names another method. An
        ///     edited request that came without Max-Forwards may go without it. A new request has
        ///     to have a tag in From, all that the RFCs make mandatory for its method (a Contact
        ///     where it forms a dialog), and a type when it has a body.
        public SipRequest build() {
            BaseHeaders headers = baseHeaders(method);
            HeaderIndex made = assemble(startLine());
            Uri known = requestUri == null && base != null ? base.requestUri : requestUri;
            SipRequest request = new SipRequest(made, headers, method, known);
            if (fieldCheck == FieldCheck.STRICT) {
                FreshMessage.check(request);
            }
            return request;
        }

        private byte[] startLine() {
            if (base == null || requestUri != null) {
                return line(requestUri);
            }
            return method.equals(base.method) ? base.startLine() : line(base.requestUri());
        }

        private byte[] line(@Nullable Uri uri) {
            return Ascii.bytes(method.name() + ' ' + uri + VERSION);
        }
    }
}
