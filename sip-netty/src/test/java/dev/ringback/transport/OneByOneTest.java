package dev.ringback.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OneByOneTest {
    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final OneByOne work = new OneByOne(loop);
    private final List<String> done = new ArrayList<>();

    @AfterEach
    void close() {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void othersGetTheirTurnBetweenThePieces() throws Exception {
        CompletableFuture<List<String>> end = new CompletableFuture<>();
        loop.execute(
                () -> {
                    work.add(() -> done.add("first"));
                    work.add(() -> done.add("second"));
                    work.add(() -> end.complete(List.copyOf(done)));
                    done.add("added");
                    assertThat(work.isEmpty()).isFalse();
                    loop.execute(() -> done.add("between"));
                });
        assertThat(end.get(5, TimeUnit.SECONDS))
                .containsExactly("first", "added", "between", "second");
    }

    @Test
    void aPieceThatFailsKeepsNothingBack() throws Exception {
        CompletableFuture<String> end = new CompletableFuture<>();
        loop.execute(
                () -> {
                    work.add(() -> done.add("first"));
                    work.add(
                            () -> {
                                throw new IllegalStateException("on purpose");
                            });
                    work.add(() -> end.complete("third"));
                });
        assertThat(end.get(5, TimeUnit.SECONDS)).isEqualTo("third");
    }

    @Test
    void afterAPauseTheNextIsDoneAtOnceAgain() throws Exception {
        loop.submit(() -> work.add(() -> done.add("first"))).get();
        loop.schedule(() -> {}, 20, TimeUnit.MILLISECONDS).get();
        List<String> soon =
                loop.submit(
                                () -> {
                                    work.add(() -> done.add("second"));
                                    return List.copyOf(done);
                                })
                        .get();
        assertThat(soon).containsExactly("first", "second");
    }

    @Test
    void ofThousandsMoreAreDoneAtATime() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.freezeTime();
        channel.advanceTimeBy(1, TimeUnit.SECONDS);
        OneByOne many = new OneByOne(channel.eventLoop());
        for (int i = 0; i <= 4_000; i++) {
            many.add(() -> done.add("one"));
        }
        assertThat(done).hasSize(1);
        channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        assertThat(done).hasSize(1 + 3);
    }

    @Test
    void whatWaitsIsDoneBeforeTheEnd() throws Exception {
        List<String> all =
                loop.submit(
                                () -> {
                                    work.add(() -> done.add("first"));
                                    work.add(() -> done.add("second"));
                                    work.hurry();
                                    work.add(() -> done.add("third"));
                                    return List.copyOf(done);
                                })
                        .get();
        assertThat(all).containsExactly("first", "second", "third");
    }
}
