package dev.ringback.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.DnsStep;
import dev.ringback.stack.Answer;
import dev.ringback.stack.DnsRecord;
import dev.ringback.stack.Question;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HostResolverTest {
    private static final InetAddress ADDRESS = InetAddress.ofLiteral("192.0.2.1");

    private static final Answer FOUND =
            new Answer.Records(List.of(new DnsRecord.Address(ADDRESS)), Duration.ofSeconds(30));

    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger lookups = new AtomicInteger();

    private HostResolver resolver(HostLookup lookup) {
        return new HostResolver(
                host -> {
                    lookups.incrementAndGet();
                    return lookup.addresses(host);
                },
                Duration.ofSeconds(10),
                clock::get);
    }

    private static CompletableFuture<Answer> ask(HostResolver resolver, String host) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        resolver.ask(new Question.Dns(host, DnsRecord.Type.A), answer::complete);
        return answer;
    }

    private static Answer answer(HostResolver resolver, String host) throws Exception {
        return ask(resolver, host).get(5, TimeUnit.SECONDS);
    }

    private static Answer failed(DnsStep.Outcome outcome) {
        return new Answer.NoRecords(outcome, Duration.ofSeconds(5));
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    @Test
    void foundAddressesAreRememberedFor30SecondsInAnyCase() throws Exception {
        try (HostResolver resolver = resolver(_ -> List.of(ADDRESS))) {
            Answer found = FOUND;
            assertThat(answer(resolver, "a.example")).isEqualTo(found);
            pass(Duration.ofSeconds(29));
            assertThat(ask(resolver, "A.EXAMPLE")).isCompletedWithValue(found);
            assertThat(lookups).hasValue(1);
            pass(Duration.ofSeconds(2));
            assertThat(answer(resolver, "a.example")).isEqualTo(found);
            assertThat(lookups).hasValue(2);
        }
    }

    @Test
    void unknownHostIsRememberedFor5Seconds() throws Exception {
        HostLookup nothing =
                host -> {
                    throw new UnknownHostException(host);
                };
        try (HostResolver resolver = resolver(nothing)) {
            Answer failed = failed(DnsStep.Outcome.NO_SUCH_NAME);
            assertThat(answer(resolver, "b.example")).isEqualTo(failed);
            pass(Duration.ofSeconds(4));
            assertThat(ask(resolver, "b.example")).isCompletedWithValue(failed);
            pass(Duration.ofSeconds(2));
            assertThat(answer(resolver, "b.example")).isEqualTo(failed);
            assertThat(lookups).hasValue(2);
        }
    }

    @Test
    void questionsForOneHostShareALookupAndTheNumberIsBounded() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        HostLookup slow =
                _ -> {
                    try {
                        release.await();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                    return List.of(ADDRESS);
                };
        try (HostResolver resolver = resolver(slow)) {
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < HostResolver.MOST_LOOKUPS; i++) {
                answers.add(ask(resolver, "host" + i));
                answers.add(ask(resolver, "host" + i));
            }
            assertThat(answers).noneMatch(CompletableFuture::isDone);
            assertThat(ask(resolver, "one-more"))
                    .isCompletedWithValue(failed(DnsStep.Outcome.NOT_ASKED));
            release.countDown();
            for (CompletableFuture<Answer> answer : answers) {
                assertThat(answer.get(5, TimeUnit.SECONDS)).isInstanceOf(Answer.Records.class);
            }
            assertThat(lookups).hasValue(HostResolver.MOST_LOOKUPS);
            assertThat(answer(resolver, "one-more")).isInstanceOf(Answer.Records.class);
        }
    }

    @Test
    void lookupThatHangsIsAnsweredInTime() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        HostLookup hanging =
                _ -> {
                    try {
                        never.await();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                    return List.of();
                };
        try (HostResolver resolver = new HostResolver(hanging, Duration.ofMillis(50), clock::get)) {
            assertThat(answer(resolver, "c.example")).isEqualTo(failed(DnsStep.Outcome.TIMED_OUT));
        }
    }

    @Test
    void oddNamesAndFaultsBecomeAnswers() throws Exception {
        HostLookup faulty =
                host -> {
                    throw host.startsWith("bug")
                            ? new IllegalStateException("a bug")
                            : new IllegalArgumentException("odd");
                };
        try (HostResolver resolver = resolver(faulty)) {
            assertThat(answer(resolver, "bug.example"))
                    .isEqualTo(failed(DnsStep.Outcome.SERVER_FAILED));
            assertThat(answer(resolver, "..")).isEqualTo(failed(DnsStep.Outcome.NONSENSE));
        }
    }

    @Test
    void closedResolverAnswersAtOnce() {
        HostResolver resolver = resolver(_ -> List.of(ADDRESS));
        resolver.close();
        assertThat(ask(resolver, "d.example"))
                .isCompletedWithValue(failed(DnsStep.Outcome.NOT_ASKED));
    }

    @Test
    void systemLookupKnowsLocalhost() throws Exception {
        assertThat(HostLookup.system().addresses("localhost"))
                .isNotEmpty()
                .allMatch(InetAddress::isLoopbackAddress);
    }
}
