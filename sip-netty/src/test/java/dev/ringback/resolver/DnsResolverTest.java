package dev.ringback.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.DnsStep;
import dev.ringback.stack.Answer;
import dev.ringback.stack.DnsRecord;
import dev.ringback.stack.Question;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// The cache, the shared lookups and the bounds, on lookups that the test answers.
class DnsResolverTest {
    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger lookups = new AtomicInteger();

    private DnsResolver resolver(DnsLookup lookup) {
        return resolver(lookup, Duration.ofSeconds(10));
    }

    private DnsResolver resolver(DnsLookup lookup, Duration patience) {
        DnsLookup counted =
                question -> {
                    lookups.incrementAndGet();
                    return lookup.lookUp(question);
                };
        HostsFile hosts = new HostsFile(Path.of("/nowhere/hosts"), clock::get);
        return new DnsResolver(counted, hosts, patience, clock::get);
    }

    private static Answer found(Duration life) {
        InetAddress address = InetAddress.ofLiteral("192.0.2.1");
        return new Answer.Records(List.of(new DnsRecord.Address(address)), life);
    }

    private static Answer none(DnsStep.Outcome outcome, Duration life) {
        return new Answer.NoRecords(outcome, life);
    }

    private static DnsLookup always(Answer answer) {
        return _ -> CompletableFuture.completedFuture(answer);
    }

    private static CompletableFuture<Answer> ask(DnsResolver resolver, String host) {
        return ask(resolver, host, DnsRecord.Type.A);
    }

    private static CompletableFuture<Answer> ask(
            DnsResolver resolver, String host, DnsRecord.Type type) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        resolver.ask(new Question.Dns(host, type), answer::complete);
        return answer;
    }

    private static void ignore(CompletableFuture<Answer> answer) {
        assertThat(answer).isNotNull();
    }

    private static Answer answer(DnsResolver resolver, String host) throws Exception {
        return ask(resolver, host).get(5, TimeUnit.SECONDS);
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    @Test
    void recordsAreRememberedAsLongAsTheyLiveInAnyCase() {
        Answer found = found(Duration.ofSeconds(30));
        try (DnsResolver resolver = resolver(always(found))) {
            assertThat(ask(resolver, "a.example")).isCompletedWithValue(found);
            pass(Duration.ofSeconds(29));
            assertThat(ask(resolver, "A.EXAMPLE")).isCompletedWithValue(found);
            assertThat(lookups).hasValue(1);
            pass(Duration.ofSeconds(2));
            assertThat(ask(resolver, "a.example")).isCompletedWithValue(found);
            assertThat(lookups).hasValue(2);
        }
    }

    @Test
    void theTypesOfOneNameAreRememberedApart() {
        try (DnsResolver resolver = resolver(always(found(Duration.ofSeconds(30))))) {
            ignore(ask(resolver, "a.example", DnsRecord.Type.A));
            ignore(ask(resolver, "a.example", DnsRecord.Type.SRV));
            assertThat(lookups).hasValue(2);
        }
    }

    @Test
    void absenceIsRememberedTooButNotWithoutALife() {
        Answer absent = none(DnsStep.Outcome.NO_SUCH_NAME, Duration.ofSeconds(5));
        try (DnsResolver resolver = resolver(always(absent))) {
            assertThat(ask(resolver, "b.example")).isCompletedWithValue(absent);
            pass(Duration.ofSeconds(4));
            assertThat(ask(resolver, "b.example")).isCompletedWithValue(absent);
            assertThat(lookups).hasValue(1);
            pass(Duration.ofSeconds(2));
            ignore(ask(resolver, "b.example"));
            assertThat(lookups).hasValue(2);
        }
        Answer shortLived = none(DnsStep.Outcome.NO_DATA, Duration.ZERO);
        try (DnsResolver resolver = resolver(always(shortLived))) {
            ignore(ask(resolver, "b.example"));
            ignore(ask(resolver, "b.example"));
            assertThat(lookups).hasValue(4);
        }
    }

    @Test
    void theCacheIsBounded() {
        try (DnsResolver resolver = resolver(always(found(Duration.ofHours(1))))) {
            for (int i = 0; i <= DnsResolver.MOST_REMEMBERED; i++) {
                ignore(ask(resolver, "host" + i));
            }
            ignore(ask(resolver, "host0"));
            assertThat(lookups).hasValue(DnsResolver.MOST_REMEMBERED + 2);
        }
    }

    @Test
    void likeQuestionsShareALookupAndTheNumberIsBounded() {
        CompletableFuture<Answer> later = new CompletableFuture<>();
        try (DnsResolver resolver = resolver(_ -> later.copy())) {
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < DnsResolver.MOST_LOOKUPS; i++) {
                answers.add(ask(resolver, "host" + i));
                answers.add(ask(resolver, "host" + i));
            }
            assertThat(answers).noneMatch(CompletableFuture::isDone);
            assertThat(ask(resolver, "one-more"))
                    .isCompletedWithValue(none(DnsStep.Outcome.NOT_ASKED, Duration.ZERO));
            later.complete(found(Duration.ofSeconds(30)));
            assertThat(answers).allMatch(CompletableFuture::isDone);
            assertThat(lookups).hasValue(DnsResolver.MOST_LOOKUPS);
            assertThat(ask(resolver, "one-more")).isDone();
        }
    }

    @Test
    void aLookupThatHangsIsAnsweredInTimeAndFreesItsPlace() throws Exception {
        DnsLookup hanging = _ -> new CompletableFuture<>();
        try (DnsResolver resolver = resolver(hanging, Duration.ofMillis(50))) {
            for (int i = 0; i < DnsResolver.MOST_LOOKUPS; i++) {
                ignore(ask(resolver, "host" + i));
            }
            assertThat(answer(resolver, "host0").outcome()).isEqualTo(DnsStep.Outcome.TIMED_OUT);
            assertThat(answer(resolver, "host" + (DnsResolver.MOST_LOOKUPS - 1)).outcome())
                    .isEqualTo(DnsStep.Outcome.TIMED_OUT);
            assertThat(answer(resolver, "next").outcome()).isEqualTo(DnsStep.Outcome.TIMED_OUT);
        }
    }

    @Test
    void faultsOfALookupAreFailuresOfTheServer() {
        DnsLookup faulty =
                question -> {
                    IllegalStateException bug = new IllegalStateException("a bug");
                    if (question.name().startsWith("thrown")) {
                        throw bug;
                    }
                    return CompletableFuture.failedFuture(bug);
                };
        try (DnsResolver resolver = resolver(faulty)) {
            Answer failed = Reply.failed(DnsStep.Outcome.SERVER_FAILED);
            assertThat(ask(resolver, "thrown.example")).isCompletedWithValue(failed);
            assertThat(ask(resolver, "failed.example")).isCompletedWithValue(failed);
        }
    }

    @Test
    void aClosedResolverAnswersAtOnce() {
        DnsResolver resolver = resolver(_ -> new CompletableFuture<>());
        CompletableFuture<Answer> before = ask(resolver, "c.example");
        resolver.close();
        Answer notAsked = none(DnsStep.Outcome.NOT_ASKED, Duration.ZERO);
        assertThat(before).isCompletedWithValue(notAsked);
        assertThat(ask(resolver, "d.example")).isCompletedWithValue(notAsked);
    }
}
