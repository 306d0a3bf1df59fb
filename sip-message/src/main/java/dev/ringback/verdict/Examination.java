package dev.ringback.verdict;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.Problem;
import dev.ringback.header.content.ContentLength;
import dev.ringback.parse.ParseResult;
import dev.ringback.text.Ascii;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One message under examination: what the rules look at, and what they have found.
final class Examination {
    /// More problems of one message than these are counted only.
    private static final int MOST_PROBLEMS = 200;

    private final int offset;
    private final byte[] bytes;
    private final Survey survey;
    private final ParseResult result;
    private final List<Problem> problems;
    private boolean unframed;
    private int untold;

    /// @param offset where the message begins in what is examined
    Examination(int offset, byte[] bytes, ParseResult result) {
        this.offset = offset;
        this.bytes = bytes;
        this.survey = new Survey(bytes);
        this.result = result;
        this.problems = new ArrayList<>(survey.problems());
    }

    /// Notes that nobody knows where the message ends: the rest of a stream is not its body.
    void unframed() {
        unframed = true;
    }

    byte[] bytes() {
        return bytes;
    }

    ParseResult result() {
        return result;
    }

    StartLine startLine() {
        return survey.startLine();
    }

    /// Whether its lines end with LF alone.
    boolean bare() {
        return survey.bare();
    }

    /// Where the start line begins.
    int start() {
        return survey.start();
    }

    /// Where the body begins, or -1 when the headers do not end.
    int bodyStart() {
        return survey.bodyStart();
    }

    /// Where the body ends: where Content-Length says, or the message does.
    int bodyEnd() {
        if (bodyStart() < 0 || unframed) {
            return bodyStart();
        }
        List<Long> lengths = values(ContentLength.FIELD);
        long said = lengths.isEmpty() ? bytes.length : bodyStart() + lengths.getFirst();
        return (int) Math.min(said, bytes.length);
    }

    List<HeaderLine> lines() {
        return survey.lines();
    }

    /// The first line of a header field, or null.
    @Nullable HeaderLine line(HeaderName name) {
        for (HeaderLine line : survey.lines()) {
            if (line.name().equals(name)) {
                return line;
            }
        }
        return null;
    }

    /// All values of a header field that can be read.
    <T> List<T> values(HeaderField<T> field) {
        List<T> values = new ArrayList<>();
        for (HeaderLine line : survey.lines()) {
            if (line.name().equals(field.name())) {
                field.readLine(line.octets(), 0, line.octets().length, values);
            }
        }
        return values;
    }

    /// The method: that of a request, or what the CSeq of a response names; null when unknown.
    @Nullable Method method() {
        String method = startLine().method();
        if (method != null) {
            return Method.of(method);
        }
        HeaderLine line = line(HeaderName.CSEQ);
        if (line == null) {
            return null;
        }
        String value = line.value();
        String name = value.substring(value.lastIndexOf(' ') + 1);
        return Ascii.isToken(name) ? Method.of(name) : null;
    }

    void add(Problem problem) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(problem);
        } else {
            untold++;
        }
    }

    void error(@Nullable HeaderName header, int offset, String text, String clause) {
        add(Problem.error(header, offset, text, clause));
    }

    void warning(@Nullable HeaderName header, int offset, String text, String clause) {
        add(Problem.warning(header, offset, text, clause));
    }

    /// Whether a fault with these words was found already.
    boolean found(String text) {
        return problems.stream().anyMatch(problem -> problem.text().equals(text));
    }

    Verdict verdict() {
        List<Problem> sorted = new ArrayList<>(problems);
        sorted.sort(Comparator.comparingInt(Problem::offset));
        if (untold > 0) {
            String text = untold + " more problems are not listed";
            sorted.add(Problem.error(null, bytes.length, text, "RFC 3261 §26.1.5"));
        }
        return new Verdict(offset, result, startLine(), lines(), sorted);
    }
}
