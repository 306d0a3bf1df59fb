package dev.ringback.it.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.callflow.codes.Language;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// A response code does not say what happened: each of these causes is told by its own name, though
/// most of them end in the same few codes. All of them are provoked side by side.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RootCausesTest {
    private static final Set<Integer> SPEECHLESS = Set.of(408, 480, 500, 503);
    private static final int FEWEST = 25;

    private final List<Causes> tables =
            List.of(
                    new SocketCauses(),
                    new TlsCauses(),
                    new DnsCauses(),
                    new LocationCauses(),
                    new AnswerCauses(),
                    new RuleCauses(),
                    new LimitCauses(),
                    new TimerCauses(),
                    new ChainCauses(),
                    new VirtualCauses());
    private final Map<RootCause, CompletableFuture<Story>> stories = played(tables);

    private static Map<RootCause, CompletableFuture<Story>> played(List<Causes> tables) {
        Map<RootCause, CompletableFuture<Story>> stories = new LinkedHashMap<>();
        tables.stream()
                .flatMap(table -> table.all().stream())
                .forEach(cause -> play(cause, stories));
        return stories;
    }

    private static void play(RootCause cause, Map<RootCause, CompletableFuture<Story>> stories) {
        CompletableFuture<Story> story = new CompletableFuture<>();
        stories.put(cause, story);
        Thread.ofPlatform()
                .daemon()
                .name(cause.name())
                .start(
                        () -> {
                            try {
                                story.complete(cause.scene().call());
                            } catch (Throwable failure) {
                                story.completeExceptionally(failure);
                            }
                        });
    }

    @AfterAll
    void stop() throws Exception {
        for (Causes table : tables) {
            table.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> eachIsToldByItsName() {
        return stories.entrySet().stream()
                .map(
                        entry ->
                                DynamicTest.dynamicTest(
                                        entry.getKey().toString(),
                                        () -> judge(entry.getKey(), entry.getValue())));
    }

    private static void judge(RootCause cause, CompletableFuture<Story> played) {
        Story story = story(played);
        String said = story.kind() + " " + story.lines();
        assertThat(story.status()).as(said).isEqualTo(cause.status());
        assertThat(story.why().status()).as(said).isEqualTo(cause.status());
        assertThat(story.kind()).as(said).isEqualTo(cause.kind());
        assertThat(story.lines()).containsAll(cause.tells());
        for (Language language : Language.values()) {
            assertThat(story.told(language))
                    .doesNotContain("{", "?")
                    .doesNotStartWith(cause.kind());
        }
    }

    private static Story story(CompletableFuture<Story> played) {
        try {
            return played.join();
        } catch (CompletionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    /// Those that were played to their end; the others are told by the other tests.
    private Map<RootCause, Story> ended() {
        Map<RootCause, Story> ended = new LinkedHashMap<>();
        stories.forEach((cause, story) -> ended.put(cause, story(story)));
        return ended;
    }

    @Test
    void eachIsToldApartFromAllOthersInBothLanguages() {
        for (Language language : Language.values()) {
            Map<String, RootCause> told = new HashMap<>();
            ended().forEach(
                            (cause, story) -> {
                                RootCause same = told.put(story.told(language), cause);
                                assertThat(same).as(cause + ": " + story.told(language)).isNull();
                            });
        }
    }

    @Test
    void fourCodesHideMoreThanTwentyFiveOfThem() {
        Set<String> told = new TreeSet<>();
        ended().forEach(
                        (cause, story) -> {
                            if (SPEECHLESS.contains(story.status())) {
                                told.add(Objects.requireNonNull(story.signature()));
                            }
                        });
        assertThat(told).hasSizeGreaterThanOrEqualTo(FEWEST);
    }
}
