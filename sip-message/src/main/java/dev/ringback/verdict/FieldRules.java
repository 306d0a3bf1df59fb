package dev.ringback.verdict;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Multiplicity;
import dev.ringback.header.Problem;
import dev.ringback.header.catalog.HeaderCatalog;
import dev.ringback.text.HeaderSyntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is wrong with each header line by itself, and lines that may not be repeated: RFC 3261
/// §7.3.1, §20, §25.1.
final class FieldRules {
    private final HeaderCatalog catalog;

    FieldRules(HeaderCatalog catalog) {
        this.catalog = catalog;
    }

    void look(Examination examination) {
        Set<HeaderName> seen = new HashSet<>();
        Map<HeaderName, List<Object>> read = new HashMap<>();
        for (HeaderLine line : examination.lines()) {
            HeaderName name = line.name();
            HeaderField<?> field = catalog.field(name);
            Multiplicity most = field == null ? name.multiplicity() : field.multiplicity();
            if (!seen.add(name) && most == Multiplicity.ONE) {
                String text = "Repeated " + name + " header field";
                examination.error(name, line.offset(), text, "RFC 3261 §7.3.1");
            }
            octets(examination, line);
            if (field != null) {
                List<Object> before = read.computeIfAbsent(name, key -> new ArrayList<>());
                value(examination, line, field, before);
            }
        }
    }

    private static void octets(Examination examination, HeaderLine line) {
        byte[] value = line.octets();
        int bad = Utf8.fault(value, 0, value.length);
        if (bad >= 0) {
            String text = line.name() + " is not UTF-8";
            examination.error(line.name(), line.place(bad), text, "RFC 3261 §7");
        }
        if (!HeaderSyntax.isText(value, 0, value.length)) {
            String text = "Control character in a header line";
            examination.error(line.name(), line.offset(), text, "RFC 3261 §25.1");
        }
    }

    private static <T> void value(
            Examination examination, HeaderLine line, HeaderField<T> field, List<Object> before) {
        Findings findings = new Findings(line.name(), line::place);
        // All that is in it was read by this field, from the lines before.
        @SuppressWarnings("unchecked")
        List<T> values = (List<T>) (List<?>) before;
        byte[] value = line.octets();
        field.check(value, 0, value.length, values, findings);
        for (Problem problem : findings.problems()) {
            examination.add(problem);
        }
    }
}
