package dev.ringback.callflow.capture;

import dev.ringback.callflow.intake.Intake;
import dev.ringback.callflow.intake.Skip;
import dev.ringback.callflow.intake.Tally;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.Parsed;
import dev.ringback.stack.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the log of messages that SIPp writes with `-trace_msg`: for each message a line of dashes
/// with the local time, a line with its transport, direction and length, an empty line, the
/// message.
///
/// The log has no addresses. They are those that the messages name, see [SippAddresses].
final class SippLog {
    private static final Pattern TIME =
            Pattern.compile(
                    "-{20,} (\\d{4}-\\d\\d-\\d\\d)[ T\t](\\d\\d:\\d\\d:\\d\\d\\.\\d{1,9}).*");
    private static final Pattern WHAT =
            Pattern.compile(
                    "(?i)(\\w+) message (sent|received) [(\\[]\\s*(\\d{1,9}) ?(?:bytes)?[)\\]].*");
    private static final int LONGEST_LINE = 8_192;

    private final OctetInput in;
    private final Intake intake;
    private final Tally tally;
    private final ZoneId zone;
    private final MessageParser parser;
    private final SippAddresses addresses = new SippAddresses();

    SippLog(OctetInput in, Intake intake, Tally tally, ZoneId zone) {
        this.in = in;
        this.intake = intake;
        this.tally = tally;
        this.zone = zone;
        this.parser = new MessageParser(intake.limits());
    }

    /// Whether a file begins so.
    static boolean begins(byte[] head) {
        return new String(head, StandardCharsets.ISO_8859_1).startsWith("----");
    }

    /// Reads to the end. What is no entry is left out.
    void read() throws IOException {
        Instant at = null;
        while (!in.ends()) {
            String line = line();
            Matcher time = TIME.matcher(line);
            Matcher what = WHAT.matcher(line);
            if (time.matches()) {
                at = time(time.group(1) + 'T' + time.group(2));
            } else if (at != null && what.matches()) {
                entry(at, what);
                at = null;
            }
        }
    }

    private void entry(Instant at, Matcher what) throws IOException {
        tally.packet();
        Transport transport = Transport.named(what.group(1));
        long length = Long.parseLong(what.group(3));
        if (transport == null || length > intake.limits().message() || !line().isEmpty()) {
            tally.skip(transport == null ? Skip.OTHER_PROTOCOL : Skip.OVERFLOW);
            return;
        }
        byte[] octets = in.octets((int) length);
        boolean sent = what.group(2).equalsIgnoreCase("sent");
        if (parser.parse(octets.clone()) instanceof Parsed parsed) {
            addresses.learn(parsed.message(), sent);
        }
        intake.datagram(addresses.passage(at, transport, sent), octets, true);
    }

    private @Nullable Instant time(String text) {
        try {
            return LocalDateTime.parse(text, DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                    .atZone(zone)
                    .toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }

    /// The next line without its end; of a long one the first part.
    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (!in.ends()) {
            int octet = in.octets(1)[0] & 0xff;
            if (octet == '\n') {
                break;
            }
            if (line.length() < LONGEST_LINE && octet != '\r') {
                line.append((char) octet);
            }
        }
        return line.toString();
    }
}
