package dev.ringback.message;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Problem;
import dev.ringback.header.catalog.HeaderCatalog;
import dev.ringback.text.NameTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps values out of new header lines that are not what the header field's definition says.
/// Header fields that nobody defined take any text; base headers are read when the message is made.
enum FieldCheck {
    /// The value has to be one that can be read: enough for what is passed on from others.
    READABLE,
    /// The value has to be without any error: for what is all our own.
    STRICT;

    /// Checks the value of one line.
    ///
    /// @throws IllegalArgumentException if it may not stand there; says why
    void check(HeaderName name, byte[] value) {
        int number = name.number();
        boolean later = this == READABLE && number >= 0 && number <= NameTable.LAST_BASE;
        HeaderField<?> field = later ? null : HeaderCatalog.standard().field(name);
        if (field == null) {
            return;
        }
        String fault = this == STRICT ? error(field, value) : unreadable(field, value);
        if (fault != null) {
            throw new IllegalArgumentException(fault);
        }
    }

    private static <T> @Nullable String unreadable(HeaderField<T> field, byte[] value) {
        boolean good =
                field.readOnly(value, 0, value.length) != null
                        || field.readLine(value, 0, value.length, new ArrayList<>()) < 0;
        return good ? null : field.fault();
    }

    private static <T> @Nullable String error(HeaderField<T> field, byte[] value) {
        return error(field, List.of(value));
    }

    /// The first error in the values of several lines of a header field, or null.
    static <T> @Nullable String error(HeaderField<T> field, List<byte[]> lines) {
        Findings findings = new Findings(field.name(), position -> position);
        List<T> values = new ArrayList<>();
        for (byte[] line : lines) {
            field.check(line, 0, line.length, values, findings);
        }
        for (Problem problem : findings.problems()) {
            if (problem.error()) {
                return field.name() + ": " + problem.text() + " (" + problem.clause() + ')';
            }
        }
        return null;
    }
}
