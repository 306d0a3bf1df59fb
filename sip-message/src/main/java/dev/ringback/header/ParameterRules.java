package dev.ringback.header;

import dev.ringback.text.Ascii;
import dev.ringback.text.ParameterSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// What the parameters of a header field have to look like, name by name, for strict readers.
/// Parameters without a rule are held to `generic-param` of RFC 3261 §25.1, and none may stand
/// twice (§7.3.1). Immutable.
public final class ParameterRules {
    /// No rules of one's own.
    public static final ParameterRules NONE = new ParameterRules(List.of());

    private final List<Rule> rules;

    private ParameterRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /// One rule.
    ///
    /// @param demanded whether it is about the absence of the parameter and not about its value
    private record Rule(
            String name,
            Predicate<String> shape,
            boolean demanded,
            Severity severity,
            String text,
            String clause) {
        void note(int position, Findings findings) {
            switch (severity) {
                case ERROR -> findings.error(position, text, clause);
                case WARNING -> findings.warning(position, text, clause);
            }
        }
    }

    /// These rules and one more: what a parameter looks like when it is there.
    ///
    /// @param name its name
    /// @param shape what its value as written must be like, such as [ValueShape#TOKEN]
    /// @param clause the rule, such as `RFC 3261 §20.10`
    public ParameterRules with(String name, Predicate<String> shape, String clause) {
        String text = "Malformed " + name + " parameter";
        return and(new Rule(name, shape, false, Severity.ERROR, text, clause));
    }

    /// These rules and one more: what the value of a parameter had better be like.
    ///
    /// @param name its name
    /// @param shape what its value as written should be like
    /// @param text what is said when it is not
    /// @param clause the rule, such as `RFC 3261 §20.10`
    public ParameterRules advising(
            String name, Predicate<String> shape, String text, String clause) {
        return and(new Rule(name, shape, false, Severity.WARNING, text, clause));
    }

    /// These rules and one more: a parameter that has to be there.
    ///
    /// @param severity how much its absence weighs
    /// @param clause the rule, such as `RFC 3261 §20.10`
    public ParameterRules demanding(String name, Severity severity, String clause) {
        String text = "Missing " + name + " parameter";
        return and(new Rule(name, value -> true, true, severity, text, clause));
    }

    private ParameterRules and(Rule rule) {
        List<Rule> more = new ArrayList<>(rules);
        more.add(rule);
        return new ParameterRules(more);
    }

    /// Checks the parameters that a range is, each with its semicolon before it.
    public void check(byte[] bytes, int start, int end, Findings findings) {
        Set<String> names = new TreeSet<>();
        int at = Ascii.skip(bytes, start, end, Ascii.WHITE);
        while (at >= 0 && at < end && bytes[at] == ';') {
            int name = Ascii.skip(bytes, at + 1, end, Ascii.WHITE);
            at = ParameterSyntax.parameter(bytes, name, end);
            if (at >= 0) {
                parameter(bytes, name, at, names, findings);
            }
        }
        for (Rule rule : rules) {
            if (rule.demanded && !names.contains(rule.name)) {
                rule.note(start, findings);
            }
        }
    }

    private void parameter(byte[] bytes, int start, int end, Set<String> names, Findings findings) {
        int nameEnd = Ascii.skip(bytes, start, end, Ascii.TOKEN);
        String name = Ascii.lower(Ascii.text(bytes, start, nameEnd));
        if (!names.add(name)) {
            findings.error(start, "Repeated parameter", "RFC 3261 §7.3.1");
        }
        int equals = Ascii.skip(bytes, nameEnd, end, Ascii.WHITE);
        int position = equals == end ? end : Ascii.skip(bytes, equals + 1, end, Ascii.WHITE);
        String value = Ascii.text(bytes, position, Ascii.trimEnd(bytes, position, end));
        boolean known = false;
        for (Rule rule : rules) {
            if (rule.name.equals(name)) {
                known |= !rule.demanded;
                shape(rule, value, value.isEmpty() ? start : position, findings);
            }
        }
        if (!known && !ValueShape.GENERIC.test(value)) {
            findings.error(position, "Parameter value needs quotes", "RFC 3261 §25.1");
        }
    }

    private static void shape(Rule rule, String value, int position, Findings findings) {
        if (!rule.shape.test(value)) {
            rule.note(position, findings);
        }
    }
}
