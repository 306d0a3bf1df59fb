package dev.ringback.callflow.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.callflow.Reason;
import dev.ringback.callflow.codes.Language;
import dev.ringback.cause.Cause;
import dev.ringback.cause.Tally;
import dev.ringback.cause.TimerName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Nothing that the core can find is without words, in any language.
class WordsTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)\\}");

    /// What is no cause of the core, but found out of what passed.
    private static final List<Reason> FOUND_OUT =
            List.of(
                    new Reason("undecided", Map.of(), List.of()),
                    new Reason("passed-by", Map.of(), List.of()),
                    new Reason(
                            "received-with-words",
                            Map.of("from", "a", "status", "480", "phrase", "b", "words", "c"),
                            List.of()));

    private static List<Reason> reasons() {
        List<Reason> reasons = new ArrayList<>(FOUND_OUT);
        for (Cause cause : AllCauses.all()) {
            Reason reason = Reasons.of(cause);
            reasons.add(reason);
            reasons.addAll(reason.parts());
        }
        return reasons;
    }

    private static Set<String> placeholders(String sentence) {
        return PLACEHOLDER
                .matcher(sentence)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "500, 500 ms", "5005, 5 s", "4320, 4.3 s", "9960, 10 s", "32490, 32 s"})
    void timesAreToldAsExactlyAsTheyCount(long millis, String told) {
        Tally tally = new Tally(1, 0, 0, 0, null);
        Duration after = Duration.ofMillis(millis);
        Cause fired = new Cause.TimerFired(TimerName.B, tally, after, AllCauses.HOP);
        assertThat(Reasons.of(fired).facts()).containsEntry("after", told);
    }

    @Test
    void everyKindOfCauseIsTried() {
        Set<Class<?>> tried =
                AllCauses.all().stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(tried).containsExactlyInAnyOrder(Cause.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyReasonHasASentenceWhoseFactsItSupplies(Language language) {
        Words words = Words.in(language);
        for (Reason reason : reasons()) {
            assertThat(words.kinds()).contains(reason.kind());
            for (String key : List.of(reason.kind(), reason.kind() + ".hint")) {
                if (words.kinds().contains(key)) {
                    assertThat(reason.facts().keySet())
                            .as(key)
                            .containsAll(placeholders(words.fixed(key)));
                }
            }
            assertThat(words.of(reason)).isNotBlank().doesNotContain("{", "null");
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void noSentenceIsForNothing(Language language) {
        Set<String> kinds = reasons().stream().map(Reason::kind).collect(Collectors.toSet());
        assertThat(Words.in(language).kinds())
                .filteredOn(key -> !key.startsWith("text."))
                .allMatch(key -> kinds.contains(key.replaceFirst("\\.hint$", "")));
    }

    @Test
    void allLanguagesSayTheSame() {
        Words english = Words.in(Language.EN);
        Words chinese = Words.in(Language.ZH);
        assertThat(chinese.kinds()).isEqualTo(english.kinds());
        for (String key : english.kinds()) {
            assertThat(placeholders(chinese.fixed(key)))
                    .as(key)
                    .isEqualTo(placeholders(english.fixed(key)));
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void noTwoKindsHaveTheSameWords(Language language) {
        Map<String, String> kinds = new LinkedHashMap<>();
        Set<String> sentences = new HashSet<>();
        Words words = Words.in(language);
        words.kinds().stream()
                .filter(key -> !key.endsWith(".hint") && !key.startsWith("text."))
                .forEach(key -> kinds.put(key, words.fixed(key)));
        kinds.forEach((kind, sentence) -> assertThat(sentences.add(sentence)).as(kind).isTrue());
    }

    @Test
    void bracesAndControlCharactersOfPeersStayWhatTheyAre() {
        String hostile = "{to} {} \u0007\r\n\u001b[31m}";
        Reason reason =
                new Reason(
                        "received-with-words",
                        Map.of("from", "x", "status", "480", "phrase", hostile, "words", "{status"),
                        List.of());
        assertThat(Words.in(Language.EN).of(reason))
                .isEqualTo("x answered 480 " + hostile + ", and says why: {status");
    }

    @Test
    void whatHasNoWordsIsToldByItsKindAndFacts() {
        Reason unknown = new Reason("of-tomorrow", Map.of("a", "b"), List.of());
        for (Language language : Language.values()) {
            assertThat(Words.in(language).of(unknown)).isEqualTo("of-tomorrow {a=b}");
            assertThat(Words.in(language).hint(unknown)).isNull();
        }
    }

    @Test
    void dnsFailuresAreTakenApartByWhatTheDnsSaid() {
        Set<String> kinds =
                reasons().stream()
                        .map(Reason::kind)
                        .filter(kind -> kind.startsWith("not-located-"))
                        .collect(Collectors.toSet());
        assertThat(kinds)
                .containsAll(
                        Stream.of(
                                        "no-such-name",
                                        "no-address",
                                        "declined",
                                        "lost-target",
                                        "no-server",
                                        "timed-out",
                                        "dns-failed",
                                        "dns-nonsense",
                                        "dns-not-asked",
                                        "resting",
                                        "no-family",
                                        "no-transport")
                                .map(kind -> "not-located-" + kind)
                                .toList());
    }
}
