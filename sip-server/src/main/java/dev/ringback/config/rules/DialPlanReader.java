package dev.ringback.config.rules;

import dev.ringback.cause.Cause;
import dev.ringback.config.ConfigException;
import dev.ringback.config.Node;
import dev.ringback.config.Section;
import dev.ringback.config.SectionReader;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.config.Values;
import dev.ringback.routing.Onward;
import dev.ringback.routing.Route;
import dev.ringback.routing.rule.DialEntry;
import dev.ringback.routing.rule.DialPlan;
import dev.ringback.routing.rule.NumberPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `dialplan:`, the numbers that there are: each a pattern, or a pattern with what becomes of it.
public final class DialPlanReader implements SectionReader {
    private static final List<String> OWN = List.of("number", "strip", "prefix");
    private static final List<String> ACTS =
            List.of(
                    "forward",
                    "fork",
                    "order",
                    "lookup",
                    "remove-header",
                    "set-header",
                    "add-header",
                    "ring",
                    "then");
    private static final List<String> KEYS = Stream.concat(OWN.stream(), ACTS.stream()).toList();

    @Override
    public List<String> keys() {
        return List.of("dialplan");
    }

    @Override
    public void read(Section top, ServerConfigBuilder into) throws ConfigException {
        List<DialEntry> entries = new ArrayList<>();
        List<NumberPattern> known = new ArrayList<>();
        for (Node item : top.items("dialplan")) {
            DialEntry entry = entry(item);
            if (known.contains(entry.pattern())) {
                throw new ConfigException(
                        item.place(), "dialplan: '" + entry.pattern() + "' is listed twice");
            }
            known.add(entry.pattern());
            entries.add(entry);
        }
        if (top.has("dialplan")) {
            into.routing(into.routing().with(new DialPlan(entries)));
        }
    }

    private static DialEntry entry(Node item) throws ConfigException {
        if (item instanceof Node.Scalar) {
            NumberPattern pattern = Section.value("dialplan", item, NumberPattern::of);
            return new DialEntry(cause(item, pattern), pattern, 0, "", null);
        }
        Section section = Section.of(item, "dialplan", KEYS);
        NumberPattern pattern = section.value("number", NumberPattern::of);
        if (pattern == null) {
            throw new ConfigException(section.place(), "an entry needs a number");
        }
        Integer strip = section.value("strip", text -> Values.number(text, 0, 64));
        String prefix = section.value("prefix", DialPlanReader::digits);
        return new DialEntry(
                cause(item, pattern),
                pattern,
                strip == null ? 0 : strip,
                prefix == null ? "" : prefix,
                onward(section));
    }

    private static @Nullable Onward onward(Section section) throws ConfigException {
        Route route =
                section.keys().stream().anyMatch(ACTS::contains) ? ActReader.read(section) : null;
        return route instanceof Onward onward ? onward : null;
    }

    private static Cause.RuleMatched cause(Node item, NumberPattern pattern) {
        return new Cause.RuleMatched(
                item.place().file(), item.place().line(), "dialplan " + pattern);
    }

    private static String digits(String text) {
        if (!text.matches("\\+?[0-9*#]{0,64}")) {
            throw new IllegalArgumentException("'" + text + "' is no beginning of a number");
        }
        return text;
    }
}
