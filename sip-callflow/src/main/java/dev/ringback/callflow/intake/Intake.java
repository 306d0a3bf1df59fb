package dev.ringback.callflow.intake;

import dev.ringback.message.SipMessage;
import dev.ringback.parse.Malformed;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.ParseResult;
import dev.ringback.parse.Parsed;
import java.util.Arrays;

/// Reads octets as messages, hands them to the sink and counts. One thread at a time.
public final class Intake {
    private static final int MAGIC_COOKIE = 0x2112A442;

    private final ParseLimits limits;
    private final MessageParser parser;
    private final Sink sink;
    private final Tally tally;

    /// Messages are read within these limits.
    public Intake(ParseLimits limits, Sink sink, Tally tally) {
        this.limits = limits;
        this.parser = new MessageParser(limits);
        this.sink = sink;
        this.tally = tally;
    }

    /// How large messages may be.
    public ParseLimits limits() {
        return limits;
    }

    /// Takes a datagram, or what else ends where it says: a message, a keep-alive or no SIP.
    ///
    /// @param octets they belong to the message afterwards
    /// @param whole whether all of it was captured
    public void datagram(Passage passage, byte[] octets, boolean whole) {
        if (isKeepAlive(octets)) {
            tally.skip(Skip.KEEP_ALIVE);
        } else if (StartLine.guess(octets, 0, octets.length) != Guess.SIP) {
            tally.skip(Skip.NOT_SIP);
        } else if (whole) {
            message(passage, parser.parse(octets), octets);
        } else {
            unreadable(passage, octets, "Cut by the snap length of the capture");
        }
    }

    /// Takes octets that were parsed.
    public void message(Passage passage, ParseResult result, byte[] octets) {
        switch (result) {
            case Parsed parsed -> {
                tally.message();
                sink.passed(passage.of(alone(parsed.message(), octets)));
            }
            case Malformed malformed -> unreadable(passage, octets, malformed.reason());
        }
    }

    /// The message without the octets behind it, which would be kept as long as it is.
    private SipMessage alone(SipMessage message, byte[] octets) {
        boolean more = message.size() < octets.length;
        return more && parser.parse(message.toBytes()) instanceof Parsed(SipMessage alone)
                ? alone
                : message;
    }

    /// Takes octets that cannot be read.
    public void unreadable(Passage passage, byte[] octets, String reason) {
        tally.unreadable();
        byte[] kept =
                octets.length > limits.message() ? Arrays.copyOf(octets, limits.message()) : octets;
        sink.unreadable(
                new Unreadable(
                        passage.at(),
                        passage.transport(),
                        passage.from(),
                        passage.to(),
                        kept,
                        reason));
    }

    /// Counts what is left out.
    public void skip(Skip reason) {
        tally.skip(reason);
    }

    /// Line ends, zeros, the `jaK` of some telephones, STUN (RFC 8489 §5).
    private static boolean isKeepAlive(byte[] octets) {
        if (octets.length >= 20 && (octets[0] & 0xc0) == 0 && word(octets, 4) == MAGIC_COOKIE) {
            return true;
        }
        if (octets.length == 3 && octets[0] == 'j' && octets[1] == 'a' && octets[2] == 'K') {
            return true;
        }
        for (byte octet : octets) {
            if (octet != '\r' && octet != '\n' && octet != 0 && octet != ' ') {
                return false;
            }
        }
        return true;
    }

    private static int word(byte[] octets, int at) {
        return (octets[at] & 0xff) << 24
                | (octets[at + 1] & 0xff) << 16
                | (octets[at + 2] & 0xff) << 8
                | (octets[at + 3] & 0xff);
    }
}
