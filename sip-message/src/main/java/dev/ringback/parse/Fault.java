package dev.ringback.parse;

import java.util.Locale;

/// What makes octets malformed: fixed words, for counting.
public enum Fault {
    /// Nothing but line ends, such as a keep-alive. Not worth an alarm.
    EMPTY(0),
    /// No start line of SIP: another protocol, or noise.
    NOT_SIP(0),
    /// A start line that is not as RFC 3261 §7.1 or §7.2 says.
    START_LINE(400),
    /// A version other than SIP/2.0.
    VERSION(505),
    /// A Request-URI over the limit.
    URI_TOO_LONG(414),
    /// A header line without name or colon, with control characters, or without its CRLF.
    HEADER_SYNTAX(400),
    /// A header line over the limit.
    HEADER_TOO_LONG(400),
    /// More header lines than the limit.
    TOO_MANY_HEADERS(400),
    /// A header that every message needs is not there.
    MISSING_HEADER(400),
    /// A header that may stand once stands twice.
    REPEATED_HEADER(400),
    /// A header that every message needs is malformed.
    HEADER_VALUE(400),
    /// A Content-Length that is malformed, contradicts another or the datagram, or is needed and
    /// absent.
    CONTENT_LENGTH(400),
    /// A body over the limit.
    BODY_TOO_LARGE(413),
    /// A message over the limit.
    TOO_LARGE(513);

    private final int status;
    private final String word;

    Fault(int status) {
        this.status = status;
        this.word = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The response code that tells a request's sender, or 0 when there is nobody to tell.
    public int status() {
        return status;
    }

    /// The word that metrics count it under: the name in lower case, words joined by `-`.
    public String word() {
        return word;
    }
}
