package dev.ringback.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// The rules on sources, by the name that a failing build shows.
enum Tidy {
    FILE_OF_600_LINES,
    LINE_OF_100_CHARACTERS,
    METHOD_OF_70_LINES,
    SIX_PARAMETERS,
    PACKAGE_OF_25_FILES,
    THREE_LEVELS,
    NO_EMPTY_ENDING,
    NO_GET,
    PUBLIC_API_EXPLAINED,
    COMMENTS_WHOLE,
    NOTHING_LEFT_OVER,
    MODULES_DECLARED,
    MODULES_ONE_WAY,
    PACKAGES_DESCRIBED,
    NO_CHANGING_STATIC,
    NO_LOCK_IN_PURE_CODE,
    NO_SLEEP_IN_TESTS,
    NO_SKIPPED_TEST;

    /// Every place that breaks the rule; empty when there is none.
    List<Violation> check(Collection<Source> sources) {
        return switch (this) {
            case FILE_OF_600_LINES -> each(sources, SizeRules::file);
            case LINE_OF_100_CHARACTERS -> each(sources, SizeRules::line);
            case METHOD_OF_70_LINES -> each(sources, SizeRules::method);
            case SIX_PARAMETERS -> each(sources, SizeRules::parameters);
            case PACKAGE_OF_25_FILES -> SizeRules.folder(sources);
            case THREE_LEVELS -> each(sources, NestingRule::check);
            case NO_EMPTY_ENDING -> each(sources, NameRules::ending);
            case NO_GET -> each(sources, NameRules::accessor);
            case PUBLIC_API_EXPLAINED -> each(sources, DocRules::publicApi);
            case COMMENTS_WHOLE -> each(sources, DocRules::brokenComments);
            case NOTHING_LEFT_OVER -> each(sources, DocRules::leftovers);
            case MODULES_DECLARED -> LayoutRules.moduleDeclared(sources);
            case MODULES_ONE_WAY -> each(sources, LayoutRules::moduleDirection);
            case PACKAGES_DESCRIBED -> LayoutRules.packageDescribed(sources);
            case NO_CHANGING_STATIC -> each(sources, StaticStateRule::check);
            case NO_LOCK_IN_PURE_CODE -> each(sources, PureCore::locks);
            case NO_SLEEP_IN_TESTS -> each(sources, TestRules::sleep);
            case NO_SKIPPED_TEST -> each(sources, TestRules::skipped);
        };
    }

    private static List<Violation> each(
            Collection<Source> sources, Function<Source, List<Violation>> rule) {
        List<Violation> found = new ArrayList<>();
        sources.forEach(source -> found.addAll(rule.apply(source)));
        return found;
    }
}
