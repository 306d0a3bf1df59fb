package dev.ringback.sdp;

import dev.ringback.sdp.SdpProblem.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What each line of one section must be like: RFC 8866 §5, §6. Notes what departs from that.
final class SdpCheck {
    private static final String ONCE_IN_SESSION = "vosiuck";
    private static final String ONCE_IN_MEDIA = "ik";

    private final String order;
    private final List<SdpProblem> problems;
    private final Set<String> seen = new HashSet<>();
    private int rank = -1;
    private char before = SdpLine.BLANK;
    private int number;

    SdpCheck(String order, List<SdpProblem> problems) {
        this.order = order;
        this.problems = problems;
    }

    /// Checks one line. Answers what makes the description unreadable, or null.
    @Nullable SdpProblem line(SdpLine line, int lineNumber) {
        number = lineNumber;
        char type = line.type();
        if (type == SdpLine.BLANK) {
            warn(line, "empty line", "RFC 8866 §5");
            return null;
        }
        place(line, type);
        String value = line.value();
        boolean good =
                switch (type) {
                    case 'v' -> value.equals("0");
                    case 'o' -> Origin.parse(value) != null;
                    case 'c' -> Connection.parse(value) != null;
                    default -> true;
                };
        if (!good) {
            return problem(line, "malformed " + type + "= line", clause(type), Severity.ERROR);
        }
        content(line, type, value);
        before = type;
        return null;
    }

    private static String clause(char type) {
        return switch (type) {
            case 'v' -> "RFC 8866 §5.1";
            case 'o' -> "RFC 8866 §5.2";
            case 's' -> "RFC 8866 §5.3";
            case 'i' -> "RFC 8866 §5.4";
            case 'u' -> "RFC 8866 §5.5";
            case 'e', 'p' -> "RFC 8866 §5.6";
            case 'c' -> "RFC 8866 §5.7";
            case 'b' -> "RFC 8866 §5.8";
            case 't' -> "RFC 8866 §5.9";
            case 'r' -> "RFC 8866 §5.10";
            case 'z' -> "RFC 8866 §5.11";
            case 'k' -> "RFC 8866 §5.12";
            case 'a' -> "RFC 8866 §5.13";
            case 'm' -> "RFC 8866 §5.14";
            default -> "RFC 8866 §5";
        };
    }

    /// Whether a line of this type may stand in this place.
    private void place(SdpLine line, char type) {
        boolean session = order.equals(Section.SESSION);
        int here = Section.rank(order, type);
        if (here == order.length()) {
            boolean known = Section.rank(Section.SESSION, type) < Section.SESSION.length();
            error(line, known ? type + "= line among those of a stream" : "unknown type " + type);
            return;
        }
        if (here < rank) {
            error(line, type + "= line out of order");
        }
        rank = Math.max(rank, here);
        String once = session ? ONCE_IN_SESSION : ONCE_IN_MEDIA;
        if (once.indexOf(type) >= 0 && !seen.add("" + type)) {
            error(line, "second " + type + "= line");
        }
        if (type == 'k') {
            warn(line, "k= line, which is obsolete", clause(type));
        }
        boolean repeats = "rz".indexOf(before) >= 0 || (type == 'r' && before == 't');
        if ((type == 'r' || type == 'z') && !repeats) {
            error(line, type + "= line without what it belongs to");
        }
    }

    private void content(SdpLine line, char type, String value) {
        boolean good =
                switch (type) {
                    case 'b' -> Bandwidth.parse(value) != null;
                    case 't' -> Timing.parse(value) != null;
                    case 'r' -> Timing.Repeat.parse(value) != null;
                    case 'z' -> Timing.ClockShift.parse(value) != null;
                    case 'a' -> Attribute.parse(value) != null;
                    default -> !value.isEmpty();
                };
        if (type == 's' && value.isEmpty()) {
            // RFC 3264 and RFC 5118 §4.8 have it in good messages
            warn(line, "empty s= line", clause(type));
        } else if (!good) {
            error(line, "malformed " + type + "= line");
        } else if ("octrzm".indexOf(type) >= 0 && !SdpSyntax.isTight(value)) {
            warn(line, "white space in excess in the " + type + "= line", clause(type));
        }
        Attribute attribute = type == 'a' ? Attribute.parse(value) : null;
        if (attribute != null) {
            attribute(line, attribute);
        }
        if (type == 'm') {
            formats(line, SdpSyntax.fields(value));
        }
    }

    private void formats(SdpLine line, List<String> fields) {
        if (fields.size() == 3) {
            error(line, "m= line without formats");
        }
        boolean tokens = fields.stream().skip(3).allMatch(SdpSyntax::isToken);
        if (!tokens) {
            error(line, "format that is no token");
        }
    }

    private void attribute(SdpLine line, Attribute attribute) {
        String name = attribute.name();
        if (Direction.of(name) != null && !seen.add("direction")) {
            once(line, "second direction", "RFC 8866 §6.7");
        }
        String value = attribute.value();
        if (value == null) {
            return;
        }
        switch (name) {
            case "rtpmap" -> {
                RtpMap map = RtpMap.parse(value);
                if (map == null) {
                    malformed(line, name, "RFC 8866 §6.6");
                } else if (!seen.add("rtpmap " + map.payloadType())) {
                    once(line, "second rtpmap of one format", "RFC 8866 §6.6");
                }
            }
            case "fmtp" -> {
                FormatParameters parameters = FormatParameters.parse(value);
                if (parameters == null) {
                    malformed(line, name, "RFC 8866 §6.15");
                } else if (!seen.add("fmtp " + parameters.format())) {
                    once(line, "second fmtp of one format", "RFC 8866 §6.15");
                }
            }
            case "ptime", "maxptime" -> {
                if (Attributes.milliseconds(value) == null) {
                    malformed(line, name, name.equals("ptime") ? "RFC 8866 §6.4" : "RFC 8866 §6.5");
                }
            }
            case "rtcp" -> {
                if (Rtcp.parse(value) == null) {
                    malformed(line, name, "RFC 3605 §2.1");
                }
            }
            default -> {}
        }
    }

    /// A receiver ignores an attribute that it cannot understand: RFC 8866 §5.13.
    private void malformed(SdpLine line, String name, String clause) {
        problems.add(problem(line, "malformed attribute " + name, clause, Severity.WARNING));
    }

    private void once(SdpLine line, String text, String clause) {
        problems.add(problem(line, text, clause, Severity.ERROR));
    }

    private void error(SdpLine line, String text) {
        problems.add(problem(line, text, clause(line.type()), Severity.ERROR));
    }

    private void warn(SdpLine line, String text, String clause) {
        problems.add(problem(line, text, clause, Severity.WARNING));
    }

    private SdpProblem problem(SdpLine line, String text, String clause, Severity severity) {
        return new SdpProblem(line.start(), number, text, clause, severity);
    }
}
