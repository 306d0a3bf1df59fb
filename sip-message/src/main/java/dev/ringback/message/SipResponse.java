package dev.ringback.message;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.header.route.Via;
import dev.ringback.text.Ascii;
import dev.ringback.text.HeaderIndex;
import dev.ringback.text.NameTable;
import dev.ringback.text.Quoted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A response: RFC 3261 §7.2. Immutable.
public final class SipResponse extends SipMessage {
    private static final String VERSION = "SIP/2.0 ";
    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final int MOST_DIGITS = Long.SIZE / 4;
    private static final List<HeaderName> IDENTIFYING =
            List.of(HeaderName.VIA, HeaderName.FROM, HeaderName.CALL_ID, HeaderName.CSEQ);

    private final int status;
    private @Nullable String reason;

    private SipResponse(HeaderIndex index, BaseHeaders base) {
        super(index, base);
        int digits = index.start() + VERSION.length();
        this.status = (int) Ascii.decimal(index.bytes(), digits, digits + 3, 999);
    }

    /// For the parser: a response whose start line and base headers are known to be good.
    public static SipResponse of(HeaderIndex index, BaseHeaders base) {
        return new SipResponse(index, base);
    }

    /// The response code, 100 to 699.
    public int status() {
        return status;
    }

    /// The reason phrase as it came; it may be empty.
    public String reason() {
        String known = reason;
        if (known == null) {
            byte[] bytes = index().bytes();
            int start = index().start() + VERSION.length() + 3;
            int end = start;
            while (bytes[end] != '\r') {
                end++;
            }
            known = Ascii.text(bytes, Math.min(start + 1, end), end);
            reason = known;
        }
        return known;
    }

    /// Whether this is 1xx.
    public boolean provisional() {
        return status < 200;
    }

    /// Whether this is 2xx.
    public boolean success() {
        return status >= 200 && status < 300;
    }

    /// Whether this is 200 or above: the last response to the request.
    public boolean finalResponse() {
        return status >= 200;
    }

    /// This response without its top Via, as a proxy passes it on (RFC 3261 §16.7 step 3): what
    /// [Builder#removeFirst] makes, for less. Null where there is no other Via.
    public @Nullable SipResponse withoutTopVia() {
        HeaderIndex made = Splice.removeFirst(index(), HeaderName.VIA);
        int next = made == null ? -1 : made.first(NameTable.VIA);
        if (made == null || (next >= 0 && made.folded(next))) {
            boolean several = read(Via.FIELD).values().size() > 1;
            return several ? edit().removeFirst(HeaderName.VIA).build() : null;
        }
        if (next < 0) {
            return null;
        }
        int start = made.valueStart(next);
        return new SipResponse(made, base().withTopVia(made.bytes(), start, made.valueEnd(next)));
    }

    /// A builder that begins with everything that is in this response.
    public Builder edit() {
        return new Builder(this);
    }

    /// A builder of a response to a request, with what §8.2.6 copies: all Via lines, From, To,
    /// Call-ID and CSeq, and the Timestamp for a 100.
    ///
    /// @param status 100 to 699
    /// @throws IllegalArgumentException if the status is out of range
    public static Builder replyTo(SipRequest request, int status) {
        HeaderLines lines = HeaderLines.reply(request.index(), status == 100);
        return new Builder(lines, request, status);
    }

    /// A builder of a response that forms a dialog: [#replyTo] with a tag in To, all Record-Route
    /// lines of the request, and a Contact, which is a SIPS URI where it has to be. RFC 3261
    /// §12.1.1.
    ///
    /// @param status 101 to 299
    /// @param tag the local tag, for a request whose To has none yet
    /// @param contact where requests in the dialog are to be sent
    /// @throws IllegalArgumentException if the status is out of range or the tag is no token
    public static Builder dialogReply(
            SipRequest request, int status, String tag, NameAddress contact) {
        if (status <= 100 || status >= 300) {
            throw new IllegalArgumentException("a response " + status + " forms no dialog");
        }
        Builder reply = replyTo(request, status).toTag(tag);
        reply.copy(HeaderName.RECORD_ROUTE, request);
        NameAddress own = SipsAddresses.answering(request, contact);
        return reply.set(HeaderName.CONTACT, own.toString());
    }

    /// The tag that [Builder#statelessTag] gives to the responses to a request, which is that of
    /// the ACK for such a response as well: so the ACK is known again (§8.2.7 wants it ignored).
    public static String statelessTag(SipRequest request) {
        return tagOf(request::value);
    }

    /// Whether an ACK is for a response whose To tag was the [#statelessTag] of its request.
    public static boolean isStatelessAck(SipRequest ack) {
        String tag = ack.to().tag();
        return tag != null && isHash(tag) && tag.equals(statelessTag(ack));
    }

    /// Whether a tag can be one of [#statelessTag]: most are not, and nothing need be computed.
    private static boolean isHash(String tag) {
        if (tag.isEmpty() || tag.length() > MOST_DIGITS) {
            return false;
        }
        for (int i = 0; i < tag.length(); i++) {
            if (!Ascii.is((byte) tag.charAt(i), Ascii.HEX)) {
                return false;
            }
        }
        return true;
    }

    /// From the top Via, From, Call-ID and the number of the CSeq: what a request and the ACK for
    /// its failure have in common.
    private static String tagOf(Identifying values) {
        long hash = FNV_START;
        for (HeaderName name : IDENTIFYING) {
            byte[] octets = Ascii.bytes(String.valueOf(values.value(name)));
            int end = octets.length;
            if (name.equals(HeaderName.VIA)) {
                end = Quoted.comma(octets, 0, end);
            } else if (name.equals(HeaderName.CSEQ)) {
                end = Ascii.skip(octets, 0, end, Ascii.DIGIT);
            }
            for (int i = 0; i < end; i++) {
                hash = (hash ^ (octets[i] & 0xff)) * FNV_PRIME;
            }
        }
        return Long.toHexString(hash);
    }

    /// The values of a message's header fields.
    @FunctionalInterface
    private interface Identifying {
        @Nullable String value(HeaderName name);
    }

    /// Makes responses. Header lines that it is not told to change stay byte for byte.
    public static final class Builder extends MessageBuilder<Builder> {
        private final @Nullable SipResponse base;

        /// The method of the request that is replied to, or null.
        private final @Nullable Method method;

        private int status;

        /// Null means that of the base.
        private @Nullable String reason;

        private Builder(SipResponse base) {
            this(HeaderLines.all(base.index()), base);
        }

        private Builder(HeaderLines lines, SipResponse base) {
            super(lines, lines.present(), base);
            this.base = base;
            this.method = null;
            this.status = base.status;
        }

        private Builder(HeaderLines lines, SipRequest request, int status) {
            super(lines, lines.present(), request);
            dropBody();
            this.base = null;
            this.method = request.method();
            this.status = checked(status);
            this.reason = ReasonPhrase.of(status);
        }

        private static int checked(int status) {
            if (status < 100 || status > 699) {
                throw new IllegalArgumentException("no response code: " + status);
            }
            return status;
        }

        @Override
        Builder self() {
            return this;
        }

        /// Sets the response code, 100 to 699, and its usual reason phrase.
        ///
        /// @throws IllegalArgumentException if it is out of range
        public Builder status(int newStatus) {
            this.status = checked(newStatus);
            this.reason = ReasonPhrase.of(newStatus);
            return this;
        }

        /// Sets the reason phrase.
        ///
        /// @throws IllegalArgumentException if it has control characters
        public Builder reason(String phrase) {
            byte[] bytes = Ascii.bytes(phrase);
            if (Ascii.skip(bytes, 0, bytes.length, Ascii.TEXT) < bytes.length) {
                throw new IllegalArgumentException("control character in the reason phrase");
            }
            this.reason = phrase;
            return this;
        }

        /// Adds a tag to the To header field when it has none: §8.2.6.2.
        ///
        /// @throws IllegalArgumentException if the tag is no token
        public Builder toTag(String tag) {
            if (!Ascii.isToken(tag)) {
                throw new IllegalArgumentException("no tag: " + tag);
            }
            NameAddress address = to();
            if (address != null && address.tag() == null) {
                append(HeaderName.TO, ";tag=" + tag);
            }
            return this;
        }

        /// Adds a tag to the To header field when it has none, the same for every copy of the
        /// request: for who answers without keeping state (§8.2.7).
        public Builder statelessTag() {
            return toTag(tagOf(this::value));
        }

        /// The response as it now is.
        ///
        /// @throws IllegalStateException if one of Via, From, To, Call-ID and CSeq is absent,
        ///     malformed or there too often. What the reply to a malformed request already lacked
        ///     may stay absent. A new response other than 100 has to have a tag in To, and all
        ///     that the RFCs make mandatory for it, such as the Allow of a 405.
        public SipResponse build() {
            BaseHeaders headers = baseHeaders(null);
            SipResponse response = new SipResponse(assemble(startLine()), headers);
            if (method != null) {
                FreshMessage.check(response, method);
            }
            return response;
        }

        private byte[] startLine() {
            return base != null && reason == null
                    ? base.startLine()
                    : Ascii.bytes(VERSION + status + ' ' + reason + "\r\n");
        }
    }
}
