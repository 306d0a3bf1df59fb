package dev.ringback.sdp;

import dev.ringback.sdp.SdpProblem.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One pass over the octets of a session description: cuts lines, checks each, and puts them into
/// the session level and the media. A step answers what made reading impossible, or null.
final class SdpReader {
    private static final String SYNTAX = "RFC 8866 §5";

    private final byte[] bytes;
    private final SdpLimits limits;
    private final List<SdpProblem> problems = new ArrayList<>();
    private final List<MediaDescription> media = new ArrayList<>();
    private final List<SdpLine> lines = new ArrayList<>();

    private @Nullable Section session;
    private @Nullable SdpCheck check;
    private int number;
    private int sectionLine = 1;
    private boolean bareEnds;

    SdpReader(byte[] bytes, SdpLimits limits) {
        this.bytes = bytes;
        this.limits = limits;
    }

    SdpResult read() {
        if (bytes.length > limits.octets()) {
            return malformed(limits.octets(), "longer than " + limits.octets() + " octets");
        }
        if (bytes.length < 2 || bytes[0] != 'v' || bytes[1] != '=') {
            return malformed(0, "does not begin with v=");
        }
        check = new SdpCheck(Section.SESSION, problems);
        int at = 0;
        while (at < bytes.length) {
            number++;
            int end = lineEnd(at);
            SdpResult.Malformed wrong = line(at, end);
            if (wrong != null) {
                return wrong;
            }
            at = end;
        }
        return finish();
    }

    /// Where the line that begins here ends, its line end included.
    private int lineEnd(int start) {
        int at = start;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, bytes.length);
    }

    private SdpResult.@Nullable Malformed line(int start, int end) {
        int textEnd = textEnd(start, end);
        if (number > limits.lines()) {
            return malformed(start, "more than " + limits.lines() + " lines");
        }
        if (textEnd - start > limits.lineLength()) {
            return malformed(start, "line longer than " + limits.lineLength() + " octets");
        }
        for (int at = start; at < textEnd; at++) {
            if (bytes[at] == 0 || bytes[at] == '\r') {
                return malformed(at, bytes[at] == 0 ? "NUL in a line" : "bare CR in a line");
            }
        }
        if (textEnd > start && (textEnd - start < 2 || bytes[start + 1] != '=')) {
            return malformed(start, "line without a type and an equals sign");
        }
        noteEnd(textEnd, end);
        SdpLine line = new SdpLine(bytes, start, textEnd, end);
        return take(line);
    }

    private int textEnd(int start, int end) {
        if (bytes[end - 1] != '\n') {
            return end;
        }
        return end - 1 > start && bytes[end - 2] == '\r' ? end - 2 : end - 1;
    }

    private void noteEnd(int textEnd, int end) {
        if (end - textEnd == 1 && !bareEnds) {
            bareEnds = true;
            note(textEnd, "lines end in LF alone", Severity.WARNING);
        } else if (end == textEnd) {
            note(textEnd, "last line without a line end", Severity.WARNING);
        }
    }

    private void note(int offset, String text, Severity severity) {
        problems.add(new SdpProblem(offset, number, text, SYNTAX, severity));
    }

    private SdpResult.@Nullable Malformed take(SdpLine line) {
        SdpResult.Malformed wrong = null;
        if (line.type() == 'm') {
            wrong = closeSection();
            if (wrong == null && media.size() == limits.media()) {
                wrong = malformed(line.start(), "more than " + limits.media() + " media");
            }
            check = new SdpCheck(Section.MEDIA, problems);
            sectionLine = number;
        }
        lines.add(line);
        SdpProblem fatal = check == null ? null : check.line(line, number);
        return wrong == null && fatal != null ? new SdpResult.Malformed(fatal) : wrong;
    }

    /// Makes the session level, or a media description, of the lines so far.
    private SdpResult.@Nullable Malformed closeSection() {
        boolean first = session == null;
        Section section = new Section(first ? Section.SESSION : Section.MEDIA, lines);
        lines.clear();
        if (first) {
            session = section;
            return null;
        }
        MediaDescription one = MediaDescription.of(section);
        if (one == null) {
            return malformed(section.lines().getFirst().start(), "malformed m= line");
        }
        media.add(one);
        boolean connected = !one.connections().isEmpty();
        if (!connected && session != null && session.connections().isEmpty()) {
            problems.add(
                    new SdpProblem(
                            section.lines().getFirst().start(),
                            sectionLine,
                            "no c= line, neither here nor at the session level",
                            "RFC 8866 §5.7",
                            Severity.ERROR));
        }
        return null;
    }

    private SdpResult finish() {
        SdpResult.Malformed wrong = closeSection();
        if (wrong != null) {
            return wrong;
        }
        Section head = session == null ? new Section(Section.SESSION, List.of()) : session;
        if (head.first('s') == null) {
            missing("s=", "RFC 8866 §5.3", head);
        }
        if (head.first('t') == null) {
            missing("t=", "RFC 8866 §5.9", head);
        }
        SessionDescription description = SessionDescription.of(head, media);
        if (description == null) {
            return malformed(0, 1, "no o= line", "RFC 8866 §5.2");
        }
        return new SdpResult.Parsed(description, problems);
    }

    /// Notes a line that the session level lacks.
    private void missing(String what, String clause, Section head) {
        int offset = head.lines().stream().mapToInt(SdpLine::length).sum();
        int line = head.lines().size();
        problems.add(new SdpProblem(offset, line, "no " + what + " line", clause, Severity.ERROR));
    }

    private SdpResult.Malformed malformed(int offset, String text) {
        return malformed(offset, Math.max(number, 1), text, SYNTAX);
    }

    private static SdpResult.Malformed malformed(int offset, int line, String text, String clause) {
        return new SdpResult.Malformed(new SdpProblem(offset, line, text, clause, Severity.ERROR));
    }
}
