package dev.ringback.verdict;

import dev.ringback.header.HeaderName;
import dev.ringback.header.catalog.HeaderCatalog;
import dev.ringback.parse.Fault;
import dev.ringback.parse.Malformed;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.StreamFramer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finds everything in a message that the RFCs forbid (errors) or advise against (warnings), each
/// with its place and clause. It takes any octets, never throws, and needs time in proportion to
/// their number. Any thread may use it.
///
/// The parser is lenient because traffic is: it refuses only what cannot be understood or could be
/// understood in two ways. This is the other verdict, for people who want to know why.
public final class MessageValidator {
    private final ParseLimits limits;
    private final MessageParser parser;
    private final HeaderCatalog catalog;

    /// A validator with the usual limits and all header fields of this library.
    public MessageValidator() {
        this(ParseLimits.defaults(), HeaderCatalog.standard());
    }

    /// A validator with these limits and header fields.
    public MessageValidator(ParseLimits limits, HeaderCatalog catalog) {
        this.limits = limits;
        this.parser = new MessageParser(limits);
        this.catalog = catalog;
    }

    /// Examines one message, as a datagram has it.
    ///
    /// @param message the octets; they must not change while the verdict's message is used
    public Verdict validate(byte[] message) {
        return examine(0, message, null);
    }

    /// Examines the messages of a byte stream, as TCP has it: RFC 3261 §18.3. When the stream
    /// cannot be cut any further, the rest is the last message.
    public List<Verdict> validateStream(byte[] stream) {
        List<Verdict> verdicts = new ArrayList<>();
        validateStream(stream, verdicts::add);
        return verdicts;
    }

    /// Examines the messages of a byte stream one after the other, so that only one is held.
    ///
    /// @param receiver takes the verdicts in their order
    public void validateStream(byte[] stream, Consumer<Verdict> receiver) {
        StreamFramer framer = new StreamFramer(limits);
        framer.feed(stream);
        int at = afterLineEnds(stream, 0);
        while (at < stream.length) {
            StreamFramer.Result next = framer.next();
            if (next instanceof StreamFramer.KeepAlive) {
                continue;
            }
            if (next instanceof StreamFramer.Frame frame) {
                receiver.accept(examine(at, frame.bytes(), null));
                at = afterLineEnds(stream, at + frame.bytes().length);
                continue;
            }
            byte[] rest = Arrays.copyOfRange(stream, at, stream.length);
            boolean broken = next instanceof StreamFramer.Broken;
            Malformed fault = broken ? ((StreamFramer.Broken) next).malformed() : null;
            receiver.accept(examine(at, rest, fault));
            return;
        }
    }

    private static int afterLineEnds(byte[] bytes, int from) {
        int at = from;
        while (at + 1 < bytes.length && bytes[at] == '\r' && bytes[at + 1] == '\n') {
            at += 2;
        }
        return at;
    }

    /// @param framing why the stream cannot be cut any further, or null
    private Verdict examine(int offset, byte[] message, @Nullable Malformed framing) {
        Examination examination = new Examination(offset, message, parser.parse(message));
        if (framing != null) {
            examination.unframed();
        }
        StartLineRules.look(examination);
        new FieldRules(catalog).look(examination);
        if (examination.startLine().kind() != StartLine.Kind.NONE) {
            new PresenceRules(catalog).look(examination);
            ContextRules.look(examination);
            BodyRules.look(examination);
        }
        if (examination.result() instanceof Malformed malformed) {
            refusal(examination, malformed);
        }
        if (framing != null) {
            refusal(examination, framing);
        }
        return examination.verdict();
    }

    /// What is refused is an error, whatever the rules say; they may have said it already.
    private static void refusal(Examination examination, Malformed malformed) {
        boolean noise = malformed.fault() == Fault.NOT_SIP;
        if (noise && examination.bare()) {
            return;
        }
        boolean some = noise && examination.startLine().kind() != StartLine.Kind.NONE;
        String reason = some ? "Malformed start line" : malformed.reason();
        if (!examination.found(reason)) {
            HeaderName header = header(examination, malformed.offset());
            boolean status =
                    malformed.fault() == Fault.START_LINE && examination.startLine().response();
            String clause = status ? "RFC 3261 §7.2" : malformed.fault().clause();
            examination.error(header, malformed.offset(), reason, clause);
        }
    }

    private static @Nullable HeaderName header(Examination examination, int offset) {
        for (HeaderLine line : examination.lines()) {
            if (line.offset() == offset) {
                return line.name();
            }
        }
        return null;
    }
}
