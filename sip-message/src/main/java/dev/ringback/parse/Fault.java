package dev.ringback.parse;

import java.util.Locale;

/// What makes octets malformed: fixed words, for counting.
public enum Fault {
    /// Nothing but line ends, such as a keep-alive. Not worth an alarm.
    EMPTY(0, "RFC 3261 §7.5"),
    /// No start line of SIP: another protocol, or noise.
    NOT_SIP(0, "RFC 3261 §7"),
    /// A start line that is not as RFC 3261 §7.1 or §7.2 says.
    START_LINE(400, "RFC 3261 §7.1"),
    /// A version other than SIP/2.0.
    VERSION(505, "RFC 3261 §7.1"),
    /// A Request-URI over the limit.
    URI_TOO_LONG(414, "RFC 3261 §21.4.12"),
    /// A header line without name or colon, with control characters, or without its CRLF.
    HEADER_SYNTAX(400, "RFC 3261 §7.3.1"),
    /// A header line over the limit.
    HEADER_TOO_LONG(400, "RFC 3261 §26.1.5"),
    /// More header lines than the limit.
    TOO_MANY_HEADERS(400, "RFC 3261 §26.1.5"),
    /// A header that every message needs is not there.
    MISSING_HEADER(400, "RFC 3261 §8.1.1"),
    /// A header that may stand once stands twice.
    REPEATED_HEADER(400, "RFC 3261 §7.3.1"),
    /// A header that every message needs is malformed.
    HEADER_VALUE(400, "RFC 3261 §25.1"),
    /// A Content-Length that is malformed, contradicts another or the datagram, or is needed and
    /// absent.
    CONTENT_LENGTH(400, "RFC 3261 §18.3"),
    /// A body over the limit.
    BODY_TOO_LARGE(413, "RFC 3261 §21.4.11"),
    /// A message over the limit.
    TOO_LARGE(513, "RFC 3261 §21.5.7");

    private final int status;
    private final String clause;
    private final String word;

    Fault(int status, String clause) {
        this.status = status;
        this.clause = clause;
        this.word = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The response code that tells a request's sender, or 0 when there is nobody to tell.
    public int status() {
        return status;
    }

    /// The rule that is broken; for a limit the section that allows it.
    public String clause() {
        return clause;
    }

    /// The word that metrics count it under: the name in lower case, words joined by `-`.
    public String word() {
        return word;
    }
}
