package dev.ringback.config.rules;

import dev.ringback.cause.Cause;
import dev.ringback.config.ConfigException;
import dev.ringback.config.Node;
import dev.ringback.config.Place;
import dev.ringback.config.Section;
import dev.ringback.config.SectionReader;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.routing.rule.Condition;
import dev.ringback.routing.rule.Rule;
import dev.ringback.routing.rule.RuleBook;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// `rules:`, what becomes of which requests.
public final class RulesReader implements SectionReader {
    private static final List<String> KEYS =
            Stream.concat(Stream.of("name", "when"), ActReader.KEYS.stream()).toList();

    @Override
    public List<String> keys() {
        return List.of("rules");
    }

    @Override
    public void read(Section top, ServerConfigBuilder into) throws ConfigException {
        List<Rule> rules = new ArrayList<>();
        for (Node item : top.items("rules")) {
            rules.add(rule(Section.of(item, "rules", KEYS), rules.size() + 1));
        }
        if (top.has("rules")) {
            into.routing(into.routing().with(new RuleBook(rules)));
        }
    }

    private static Rule rule(Section section, int number) throws ConfigException {
        String name = section.value("name", text -> text);
        Place place = section.place();
        Cause.RuleMatched cause =
                new Cause.RuleMatched(
                        place.file(), place.line(), name == null ? "rule " + number : name);
        Section when = section.section("when", WhenReader.KEYS.toArray(String[]::new));
        List<Condition> conditions = when == null ? List.of() : WhenReader.read(when);
        return new Rule(cause, conditions, ActReader.read(section));
    }
}
