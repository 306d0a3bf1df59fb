package dev.ringback.uri;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The remarks about one URI as they are found.
final class Remarks {
    private final List<UriRemark> found = new ArrayList<>();

    void violation(int offset, String text, String clause) {
        found.add(new UriRemark(offset, UriRemark.Weight.VIOLATION, text, clause));
    }

    void advice(int offset, String text, String clause) {
        found.add(new UriRemark(offset, UriRemark.Weight.ADVICE, text, clause));
    }

    /// Remarks on every field whose name has been there before.
    ///
    /// @param start where the fields begin, each with one character before it
    void duplicates(List<String> fields, int start, String clause) {
        Set<String> names = new HashSet<>();
        int at = start + 1;
        for (String field : fields) {
            String name = UriFields.name(field);
            if (!names.add(name)) {
                violation(at, "parameter " + name + " again", clause);
            }
            at += field.length() + 1;
        }
    }

    List<UriRemark> sorted() {
        found.sort(Comparator.comparingInt(UriRemark::offset));
        return List.copyOf(found);
    }
}
