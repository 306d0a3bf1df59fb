package dev.ringback.routing.script;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.ringback.cause.Cause;
import dev.ringback.routing.Decided;
import dev.ringback.routing.Decider;
import dev.ringback.routing.Route;
import dev.ringback.routing.Step;
import dev.ringback.routing.Trace;
import dev.ringback.routing.trial.Trial;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class ScriptDeciderTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Logger logger = (Logger) LoggerFactory.getLogger(Script.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true) {}",
                "do { x++; } while (x > 0 || x <= 0);",
                "for (;;) { try { x++; } catch (Exception e) { x--; } }",
                "for (;;) { try { x++; spin(1); } catch (Throwable e) { continue; } }",
                "while (true) { switch (x) { case 1: continue; default: x = 1; } }",
                "spin(60);",
                "java.util.stream.Stream.iterate(1, i -> i).forEach(i -> { x += i; });",
                "new Object() { void turn() { while (true) { x++; } } }.turn();"
            })
    @Timeout(20)
    void loopWithoutEndIsCut(String body) throws ScriptException {
        Decider script = script("if (x <= 0) {" + body + "}", 0);
        long begun = System.nanoTime();
        Decided decided = Objects.requireNonNull(decide(script));
        assertThat(decided.route()).isEqualTo(Route.reply(500));
        assertThat(decided.cause().rule()).isEqualTo("R threw " + Fuse.Overrun.class.getName());
        assertThat(decided.cause().line()).isPositive();
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(ScriptDecider.BOUND, ScriptDecider.BOUND.multipliedBy(8));
    }

    @Test
    void longWorkWithinItsTimeIsNotCut() throws ScriptException {
        String body = "long sum = 0; for (int i = 0; i < 1_000_000; i++) sum += i; x = (int) sum;";
        Decider script = script(body, 0);
        for (int i = 0; i < 20; i++) {
            assertThat(decide(script)).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "throw new IllegalStateException(\"no\");",
                "throw new AssertionError(\"no\");",
                "route(request);",
                "{ Object o = new int[Integer.MAX_VALUE][Integer.MAX_VALUE]; }",
                "Route.reply(200);"
            })
    void whatIsThrownBecomesA500WithItsLine(String body) throws ScriptException {
        Decided decided = Objects.requireNonNull(decide(script("if (x == 0) " + body, 0)));
        assertThat(decided.route()).isEqualTo(Route.reply(500));
        assertThat(decided.cause().source()).isEqualTo("Routes.java");
        assertThat(decided.cause().line()).isEqualTo(5);
        assertThat(decided.cause().rule()).startsWith("R threw java.lang.");
    }

    @Test
    void traceHearsWhatItSaid() throws ScriptException {
        Trace trace = Trace.recording();
        script("if (request.user().equals(\"bob\")) return Route.lookup();", 0)
                .decide(trial().toRouting(), trace);
        script("", 0).decide(trial().toRouting(), trace);
        Cause.RuleMatched by = new Cause.RuleMatched("Routes.java", 0, "R");
        assertThat(trace.steps())
                .containsExactly(
                        new Step.RoutesAsked(by, Route.lookup()), new Step.RoutesAsked(by, null));
    }

    @Test
    void faultsAreLoggedOncePerSecond() throws ScriptException {
        Decider script =
                script(
                        "if (x == 0) throw new IllegalStateException(\"no\");",
                        0,
                        0,
                        1,
                        2,
                        SECOND,
                        SECOND,
                        SECOND,
                        SECOND + 1,
                        SECOND + 1);
        for (int i = 0; i < 3; i++) {
            decide(script);
        }
        assertThat(lines())
                .containsExactly(
                        "Routes.java:5: java.lang.IllegalStateException: no, the request is"
                                + " answered with 500",
                        "Routes.java:5: java.lang.IllegalStateException: no, the request is"
                                + " answered with 500");
    }

    @Test
    void slownessIsTold() throws ScriptException {
        long slow = ScriptDecider.SLOW.toNanos();
        Decider script = script("", 0, 0, slow, 0, slow + 1);
        decide(script);
        assertThat(lines()).isEmpty();
        decide(script);
        assertThat(lines())
                .containsExactly(
                        "Routes.java: R took 10 ms to route a request, and the calls of its"
                                + " shard waited");
    }

    /// A script with this body on a clock that shows these times, and then the last one for ever.
    private static Decider script(String body, long... times) throws ScriptException {
        String text =
                """
                import dev.ringback.routing.*;
                class R implements Routes {
                    private int x;
                    public Route route(RoutingRequest request) {
                        %s
                        return null;
                    }
                    private void spin(int depth) {
                        if (depth > 0) { spin(depth - 1); spin(depth - 1); }
                    }
                }
                """
                        .formatted(body);
        Queue<Long> clock = new ArrayDeque<>();
        for (long time : times) {
            clock.add(time);
        }
        return new ScriptDecider(
                Script.load("Routes.java", text),
                () -> clock.size() > 1 ? clock.remove() : clock.element());
    }

    private static @Nullable Decided decide(Decider script) {
        return script.decide(trial().toRouting(), Trace.NONE);
    }

    private static Trial trial() {
        return Trial.request("INVITE sip:bob@example.com");
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
