package dev.ringback.parse;

/// Makes messages of octets: RFC 3261 §7, with the rules of §18.3 for datagrams. Takes any array,
/// never throws, and needs time in proportion to its length. Any thread may use it.
///
/// It takes what RFC 4475 wants taken (folds, odd white space, compact forms, any case, empty
/// lines first) and refuses what two elements could read differently (bare CR or LF, stray control
/// characters, headers twice, contradicting lengths).
public final class MessageParser {
    private final ParseLimits limits;

    /// A parser with these limits.
    public MessageParser(ParseLimits limits) {
        this.limits = limits;
    }

    /// Parses one message, as a datagram or the framer of a stream has it. The body is as long as
    /// Content-Length says and what follows it is ignored; without one it is the rest.
    ///
    /// @param bytes the octets; they belong to the message afterwards and must not change
    public ParseResult parse(byte[] bytes) {
        MessageScan scan = new MessageScan(bytes, 0, bytes.length, limits);
        return scan.startLine() && scan.headerLines() ? scan.message() : scan.malformed();
    }
}
