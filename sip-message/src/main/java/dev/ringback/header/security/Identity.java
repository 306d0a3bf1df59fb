package dev.ringback.header.security;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Parameters;
import dev.ringback.header.StrictChecks;
import dev.ringback.text.Ascii;
import dev.ringback.text.ParameterSpan;
import dev.ringback.text.ParameterSyntax;
import dev.ringback.text.Quoted;
import dev.ringback.uri.Uri;
import org.jspecify.annotations.Nullable;

/// A signed statement of who sends a request: RFC 8224 §4. Compact form `y`, one value on each of
/// any number of lines.
///
/// RFC 8224 prints no table of where it may stand, but speaks of requests only. The form of RFC
/// 4474, a signature that may be quoted and nothing else, is read as well; a strict reader warns of
/// it.
///
/// @param digest the PASSporT: `header.payload.signature`, or `..signature` in its compact form
/// @param info where the certificate of the signer is; null in the form of RFC 4474, which says it
///     in Identity-Info
/// @param parameters `alg`, `ppt` and others, but not `info`
public record Identity(String digest, @Nullable Uri info, Parameters parameters) {
    private static final String GRAMMAR = "RFC 8224 §4";

    /// How it is read.
    public static final HeaderField<Identity> FIELD =
            HeaderField.of(HeaderName.IDENTITY, Identity::read)
                    .defined(
                            "RFC 8224 §4",
                            """
                            Identity               = "Identity" HCOLON signed-identity-digest SEMI
                                                     ident-info *( SEMI ident-info-params )
                            signed-identity-digest = 1*(base64-char / ".")
                            ident-info             = "info" EQUAL ident-info-uri
                            ident-info-uri         = LAQUOT absoluteURI RAQUOT
                            ident-info-params      = ident-info-alg / ident-type
                                                     / ident-info-extension
                            ident-info-alg         = "alg" EQUAL token
                            ident-type             = "ppt" EQUAL token
                            ident-info-extension   = generic-param
                            base64-char            = ALPHA / DIGIT / "/" / "+"
                            """)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R      a      .   .   .   .   .   .   .   .   .   .   .   .   .   .
                            """)
                    .checked(Identity::check);

    /// Takes the parts.
    ///
    /// @throws IllegalArgumentException if the digest is empty or has characters that neither
    ///     Base64 nor Base64url has, or `info` is among the other parameters
    public Identity {
        byte[] bytes = Ascii.bytes(digest);
        if (bytes.length == 0 || digestEnd(bytes, 0, bytes.length) != bytes.length) {
            throw new IllegalArgumentException("no signed digest: " + digest);
        }
        if (parameters.has("info")) {
            throw new IllegalArgumentException("a second info");
        }
    }

    /// Where the info parameter is: from its semicolon to its end, and its URI.
    private record InfoSpan(int semicolon, int uri, int uriEnd, int end) {}

    private static @Nullable Identity read(byte[] bytes, int start, int end) {
        int digestEnd = digestEnd(bytes, start, end);
        if (isOld(bytes, start, end)) {
            String signature = Quoted.unquote(Ascii.text(bytes, start, end));
            return new Identity(signature, null, Parameters.NONE);
        }
        InfoSpan span = info(bytes, digestEnd, end);
        if (digestEnd == start || span == null) {
            return null;
        }
        Uri info = Uri.parse(bytes, span.uri, span.uriEnd);
        String before = Ascii.text(bytes, digestEnd, span.semicolon);
        Parameters others = Parameters.parse(before + Ascii.text(bytes, span.end, end));
        return info == null || others == null || others.has("info")
                ? null
                : new Identity(Ascii.text(bytes, start, digestEnd), info, others);
    }

    /// Whether the range is a signature and nothing else: RFC 4474 §9.
    private static boolean isOld(byte[] bytes, int start, int end) {
        boolean quoted = end - start > 2 && bytes[start] == '"' && bytes[end - 1] == '"';
        int first = quoted ? start + 1 : start;
        int last = quoted ? end - 1 : end;
        for (int at = first; at < last; at++) {
            if (!isDigest(bytes[at]) || bytes[at] == '.') {
                return false;
            }
        }
        return last > first;
    }

    /// RFC 8225 signs in Base64url, which the grammar of RFC 8224 has not; both are taken.
    private static int digestEnd(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && isDigest(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isDigest(byte octet) {
        int lower = Ascii.lower(octet);
        boolean alphanumeric = (lower >= 'a' && lower <= 'z') || Ascii.is(octet, Ascii.DIGIT);
        return alphanumeric || "/+-_.=".indexOf(octet) >= 0;
    }

    private static @Nullable InfoSpan info(byte[] bytes, int start, int end) {
        int at = Ascii.skip(bytes, start, end, Ascii.WHITE);
        while (at >= 0 && at < end && bytes[at] == ';') {
            int name = Ascii.skip(bytes, at + 1, end, Ascii.WHITE);
            int nameEnd = Ascii.skip(bytes, name, end, Ascii.TOKEN);
            if (Ascii.equalsIgnoreCase(bytes, name, nameEnd, "info")) {
                return uri(bytes, at, nameEnd, end);
            }
            at = ParameterSyntax.parameter(bytes, name, end);
        }
        return null;
    }

    private static @Nullable InfoSpan uri(byte[] bytes, int start, int nameEnd, int end) {
        int value = AuthScheme.value(bytes, nameEnd, end);
        if (value < 0 || value == end) {
            return null;
        }
        if (bytes[value] != '<') {
            int after = ParameterSyntax.valueEnd(bytes, value, end);
            boolean quoted = bytes[value] == '"';
            return after < 0
                    ? null
                    : new InfoSpan(
                            start, quoted ? value + 1 : value, quoted ? after - 1 : after, after);
        }
        int close = value + 1;
        while (close < end && bytes[close] != '>') {
            close++;
        }
        return close == end ? null : new InfoSpan(start, value + 1, close, close + 1);
    }

    private static void check(Identity value, byte[] bytes, int start, int end, Findings findings) {
        if (value.info == null) {
            findings.warning(start, "The form of RFC 4474, which is obsolete", GRAMMAR);
            return;
        }
        int digestEnd = digestEnd(bytes, start, end);
        InfoSpan span = info(bytes, digestEnd, end);
        if (span == null) {
            return;
        }
        if (!value.compact() && !value.full()) {
            findings.error(start, "Neither a full nor a compact PASSporT", "RFC 8224 §4.1");
        }
        if (value.digest.indexOf('=') >= 0) {
            findings.error(start + value.digest.indexOf('='), "Padding in the digest", GRAMMAR);
        }
        if (span.semicolon > Ascii.skip(bytes, digestEnd, end, Ascii.WHITE)) {
            findings.error(span.semicolon, "info is not the first parameter", GRAMMAR);
            StrictChecks.parametersIn(bytes, digestEnd, span.semicolon, findings);
        }
        if (bytes[span.uri - 1] != '<') {
            findings.error(span.uri, "URI needs angle brackets", GRAMMAR);
        }
        StrictChecks.parametersIn(bytes, span.end, end, findings);
        ParameterSpan alg = ParameterSpan.find(bytes, span.end, end, "alg");
        if (alg != null && !alg.token(bytes)) {
            findings.error(alg.place(), "alg is no token", GRAMMAR);
        }
        ParameterSpan ppt = ParameterSpan.find(bytes, span.end, end, "ppt");
        if (ppt != null && ppt.quoted(bytes)) {
            findings.warning(ppt.value(), "ppt in quotes, which the grammar has not", GRAMMAR);
        } else if (ppt != null && !ppt.token(bytes)) {
            findings.error(ppt.place(), "ppt is no token", GRAMMAR);
        }
    }

    /// Whether header and payload are left out: RFC 8225 §7.
    public boolean compact() {
        return digest.startsWith("..") && digest.length() > 2 && digest.indexOf('.', 2) < 0;
    }

    /// Whether header, payload and signature are there.
    public boolean full() {
        String[] parts = digest.split("\\.", -1);
        return parts.length == 3
                && !parts[0].isEmpty()
                && !parts[1].isEmpty()
                && !parts[2].isEmpty();
    }

    /// The signature in Base64url: what stands after the last dot.
    public String signature() {
        return digest.substring(digest.lastIndexOf('.') + 1);
    }

    /// The algorithm of the signature, `ES256` when nothing is said: RFC 8224 §4.1.
    public String alg() {
        String alg = parameters.value("alg");
        return alg == null || alg.isEmpty() ? "ES256" : alg;
    }

    /// The type of PASSporT, such as `shaken`, or null for the plain one.
    public @Nullable String ppt() {
        return parameters.value("ppt");
    }

    /// The wire form.
    @Override
    public String toString() {
        return info == null ? digest : digest + ";info=<" + info + '>' + parameters;
    }
}
