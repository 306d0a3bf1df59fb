package dev.ringback.explain;

import dev.ringback.header.HeaderName;
import dev.ringback.message.SipMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A header line that a copy has and the original has not, or the other way round.
///
/// @param name the header field
/// @param before the value in the original, or null where the copy has a line more
/// @param after the value in the copy, or null where it has a line less
public record HeaderChange(HeaderName name, @Nullable String before, @Nullable String after) {
    /// What differs between a message and its copy: what was removed or changed, in the order of
    /// the original, then what was added, in the order of the copy.
    public static List<HeaderChange> between(SipMessage original, SipMessage copy) {
        List<Line> added = lines(copy);
        List<Line> removed = new ArrayList<>();
        for (Line line : lines(original)) {
            if (!added.remove(line)) {
                removed.add(line);
            }
        }
        List<HeaderChange> changes = new ArrayList<>();
        for (Line line : removed) {
            Line instead = onlyOne(line.name, removed) ? take(line.name, added) : null;
            changes.add(
                    new HeaderChange(
                            line.name, line.value, instead == null ? null : instead.value));
        }
        for (Line line : added) {
            changes.add(new HeaderChange(line.name, null, line.value));
        }
        return List.copyOf(changes);
    }

    private record Line(HeaderName name, String value) {}

    private static List<Line> lines(SipMessage message) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < message.headerCount(); i++) {
            lines.add(new Line(message.headerName(i), message.headerValue(i)));
        }
        return lines;
    }

    private static boolean onlyOne(HeaderName name, List<Line> lines) {
        return lines.stream().filter(line -> line.name.equals(name)).count() == 1;
    }

    private static @Nullable Line take(HeaderName name, List<Line> from) {
        if (!onlyOne(name, from)) {
            return null;
        }
        Line found = from.stream().filter(line -> line.name.equals(name)).findFirst().orElse(null);
        from.remove(found);
        return found;
    }
}
