package dev.ringback.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.Problem;
import dev.ringback.text.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Reads single header lines as a strict reader does.
public final class Strict {
    private Strict() {}

    /// What is wrong with lines of one header field, each as `error OFFSET TEXT (CLAUSE)`.
    public static <T> List<String> faults(HeaderField<T> field, String... lines) {
        List<T> values = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (String line : lines) {
            byte[] bytes = Ascii.bytes(line);
            Findings findings = new Findings(field.name(), position -> position);
            field.check(bytes, 0, bytes.length, values, findings);
            for (Problem problem : findings.problems()) {
                faults.add(
                        "%s %d %s (%s)"
                                .formatted(
                                        problem.severity(),
                                        problem.offset(),
                                        problem.text(),
                                        problem.clause()));
            }
        }
        return faults;
    }

    /// Reads one value that is good, and whose wire form is read back as the same.
    public static <T> T value(HeaderField<T> field, String text) {
        T value = Objects.requireNonNull(field.parse(text), text);
        assertThat(field.parse(value.toString())).isEqualTo(value);
        return value;
    }
}
