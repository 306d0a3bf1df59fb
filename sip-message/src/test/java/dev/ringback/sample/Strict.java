package dev.ringback.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderField;
import dev.ringback.header.Problem;
import dev.ringback.header.StrictReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Reads single header lines as a strict reader does.
public final class Strict {
    private Strict() {}

    /// What is wrong with lines of one header field, each as `error OFFSET TEXT (CLAUSE)`.
    public static List<String> faults(HeaderField<?> field, String... lines) {
        List<String> faults = new ArrayList<>();
        for (Problem problem : StrictReading.check(field, lines)) {
            String place = problem.severity() + " " + problem.offset() + ' ';
            faults.add(place + problem.text() + " (" + problem.clause() + ')');
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
