package dev.ringback.header;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads one line as a strict reader does, for the tests of header fields.
public final class StrictReading {
    private StrictReading() {}

    /// What is wrong, each with its severity and its offset in the value: `error 3 No token`.
    public static List<String> problems(HeaderField<?> field, String value) {
        return check(field, value).stream()
                .map(found -> found.severity() + " " + found.offset() + " " + found.text())
                .toList();
    }

    /// The rules that are broken.
    public static List<String> clauses(HeaderField<?> field, String value) {
        return check(field, value).stream().map(Problem::clause).toList();
    }

    /// The problems of lines of one header field, each with its offset in its line.
    public static <T> List<Problem> check(HeaderField<T> field, String... lines) {
        List<Problem> problems = new ArrayList<>();
        List<T> values = new ArrayList<>();
        for (String line : lines) {
            Findings findings = new Findings(field.name(), position -> position);
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            field.check(bytes, 0, bytes.length, values, findings);
            problems.addAll(findings.problems());
        }
        return problems;
    }
}
