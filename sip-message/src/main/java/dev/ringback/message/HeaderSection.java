package dev.ringback.message;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Problem;
import dev.ringback.header.Reading;
import dev.ringback.text.Ascii;
import dev.ringback.text.HeaderIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The header lines of a message, of a part of a body or of a fragment, in their order: RFC 3261
/// §7.3. Immutable.
public final class HeaderSection {
    /// Room for this many values of one header field is made at once.
    private static final int USUAL_VALUES = 4;

    private final HeaderIndex index;

    /// The lines of an index that is filled.
    public HeaderSection(HeaderIndex index) {
        this.index = index;
    }

    /// The number of lines.
    public int count() {
        return index.lines();
    }

    /// The name of a line, counted from 0.
    ///
    /// @throws IndexOutOfBoundsException if there is no such line
    public HeaderName name(int line) {
        int number = index.number(checked(line));
        if (number >= 0) {
            return HeaderName.numbered(number);
        }
        return HeaderName.of(Ascii.text(index.bytes(), index.lineStart(line), index.nameEnd(line)));
    }

    /// The value of a line, unfolded and without white space at its ends.
    ///
    /// @throws IndexOutOfBoundsException if there is no such line
    public String value(int line) {
        if (index.folded(checked(line))) {
            byte[] value = index.unfolded(line);
            return Ascii.text(value, 0, value.length);
        }
        return Ascii.text(index.bytes(), index.valueStart(line), index.valueEnd(line));
    }

    private int checked(int line) {
        return Objects.checkIndex(line, index.lines());
    }

    private int next(int from, HeaderName name) {
        return index.next(from, name.number(), name.canonical());
    }

    /// Whether there is a line with this name.
    public boolean has(HeaderName name) {
        return next(0, name) >= 0;
    }

    /// Whether there is one line with this name and no other.
    boolean isOnce(HeaderName name) {
        int line = next(0, name);
        return line >= 0 && next(line + 1, name) < 0;
    }

    /// The value of the first line with this name, or null when there is none.
    public @Nullable String value(HeaderName name) {
        int line = next(0, name);
        return line < 0 ? null : value(line);
    }

    /// The values of the lines with this name, one a line.
    public List<String> values(HeaderName name) {
        List<String> values = new ArrayList<>();
        for (int line = next(0, name); line >= 0; line = next(line + 1, name)) {
            values.add(value(line));
        }
        return List.copyOf(values);
    }

    /// Reads all values of a header field, over all its lines. Never throws. The offset of a
    /// problem counts from where the message or part begins; in a folded line it is where the
    /// line's value begins.
    public <T> Reading<T> read(HeaderField<T> field) {
        int line = next(0, field.name());
        if (line < 0) {
            return Reading.none();
        }
        T only = next(line + 1, field.name()) < 0 ? only(field, line) : null;
        return only == null ? readAll(field, line) : Reading.of(only);
    }

    /// The one value of a line, as most lines have it; null when there is more to say.
    private <T> @Nullable T only(HeaderField<T> field, int line) {
        int start = index.valueStart(line);
        return index.folded(line)
                ? null
                : field.readOnly(index.bytes(), start, index.valueEnd(line));
    }

    private <T> Reading<T> readAll(HeaderField<T> field, int first) {
        List<T> values = new ArrayList<>(USUAL_VALUES);
        Problem problem = null;
        int line = first;
        while (line >= 0 && problem == null) {
            int fault = readLine(field, line, values);
            if (fault >= 0) {
                int offset = fault - index.start();
                problem = Problem.error(field.name(), offset, field.fault(), field.clause());
            }
            line = next(line + 1, field.name());
        }
        return new Reading<>(values, problem);
    }

    /// Where the first value of a line begins that cannot be read, or -1.
    private <T> int readLine(HeaderField<T> field, int line, List<T> values) {
        int start = index.valueStart(line);
        if (!index.folded(line)) {
            return field.readLine(index.bytes(), start, index.valueEnd(line), values);
        }
        byte[] folded = index.unfolded(line);
        return field.readLine(folded, 0, folded.length, values) < 0 ? -1 : start;
    }
}
