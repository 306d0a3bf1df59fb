package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.ringback.app.record.FailureLog;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LogSetupTest {
    private final PrintStream before = System.err;
    private final CountDownLatch read = new CountDownLatch(1);
    private final AtomicLong octets = new AtomicLong();
    private final LoggerContext context = new LoggerContext();

    /// Standard error that nobody reads yet.
    private final class Stuck extends OutputStream {
        @Override
        public void write(int octet) {
            try {
                read.await();
                octets.incrementAndGet();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @AfterEach
    void end() {
        read.countDown();
        context.stop();
        System.setErr(before);
        System.clearProperty(LogSetup.LEVEL);
    }

    @Test
    void failedRequestsAreToldWithoutWaitingForWhoeverReadsThem() throws InterruptedException {
        System.setErr(new PrintStream(new Stuck(), true));
        System.setProperty(LogSetup.LEVEL, "info");
        context.setMDCAdapter(new LogbackMDCAdapter());
        new LogSetup().configure(context);
        Thread shard =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    for (int i = 0; i < 5_000; i++) {
                                        context.getLogger(FailureLog.class).info("request failed");
                                    }
                                });

        assertThat(shard.join(Duration.ofSeconds(20))).isTrue();
        assertThat(octets).hasValue(0);
        read.countDown();
        await().until(() -> octets.get() > 0);
    }
}
