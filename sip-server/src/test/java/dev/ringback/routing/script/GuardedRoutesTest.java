package dev.ringback.routing.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.ringback.config.ConfigException;
import dev.ringback.routing.Routes;
import dev.ringback.routing.RoutesFault;
import dev.ringback.routing.trial.Trial;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class GuardedRoutesTest {
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
    void loopWithoutEndIsCut(String body) throws ConfigException {
        Routes routes = guarded("if (x <= 0) {" + body + "}", 0);
        long begun = System.nanoTime();
        RoutesFault fault = fault(routes);
        assertThat(fault.getCause()).isInstanceOf(Fuse.Overrun.class);
        assertThat(fault.line()).isPositive();
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(GuardedRoutes.BOUND, GuardedRoutes.BOUND.multipliedBy(8));
    }

    @Test
    void longWorkWithinItsTimeIsNotCut() throws ConfigException {
        String body = "long sum = 0; for (int i = 0; i < 1_000_000; i++) sum += i; x = (int) sum;";
        Routes routes = guarded(body, 0);
        for (int i = 0; i < 20; i++) {
            assertThat(trial().route(routes)).isNull();
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
    void whatIsThrownBecomesAFaultWithItsLine(String body) throws ConfigException {
        RoutesFault fault = fault(guarded("if (x == 0) " + body, 0));
        assertThat(fault.file()).isEqualTo("Routes.java");
        assertThat(fault.line()).isEqualTo(5);
        assertThat(fault).hasMessageStartingWith("Routes.java:5: java.lang.");
    }

    @Test
    void faultsAreLoggedOncePerSecond() throws ConfigException {
        Routes routes =
                guarded(
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
            fault(routes);
        }
        assertThat(lines())
                .containsExactly(
                        "Routes.java:5: java.lang.IllegalStateException: no, the request is"
                                + " answered with 500",
                        "Routes.java:5: java.lang.IllegalStateException: no, the request is"
                                + " answered with 500");
    }

    @Test
    void slownessIsTold() throws ConfigException {
        long slow = GuardedRoutes.SLOW.toNanos();
        Routes routes = guarded("", 0, 0, slow, 0, slow + 1);
        trial().route(routes);
        assertThat(lines()).isEmpty();
        trial().route(routes);
        assertThat(lines())
                .containsExactly(
                        "Routes.java: R.route took 10 ms, and the calls of its shard waited"
                                + " meanwhile");
    }

    /// A script with this body on a clock that shows these times, and then the last one for ever.
    private static Routes guarded(String body, long... times) throws ConfigException {
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
        return new GuardedRoutes(
                "Routes.java",
                Script.load("Routes.java", text).routes(),
                () -> clock.size() > 1 ? clock.remove() : clock.element());
    }

    private static RoutesFault fault(Routes routes) {
        RoutesFault fault = catchThrowableOfType(RoutesFault.class, () -> trial().route(routes));
        assertThat(fault).isNotNull();
        return fault;
    }

    private static Trial trial() {
        return Trial.request("INVITE sip:bob@example.com");
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
