package dev.ringback.it.crowd;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import dev.ringback.sip.Registration;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.UserAgent;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A process of its own: registers very many user agents, waits until all is quiet, and prints what
/// that costs, as `name=number` on one line.
public final class Crowd {
    /// How many registrations may be under way at once.
    private static final int WINDOW = 400;

    /// Timer K, and then some: after that no transaction is left.
    private static final Duration QUIET = Duration.ofSeconds(8);

    private final AtomicInteger registered = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final Semaphore window = new Semaphore(WINDOW);

    private Crowd() {}

    /// @param arguments the server's port, how many agents, and a file for the dump of the threads
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        new Crowd().run(port, count, Path.of(arguments[2]));
        Runtime.getRuntime().halt(0);
    }

    private void run(int port, int count, Path dump) throws Exception {
        long begin = System.nanoTime();
        SipClient client = SipClient.newBuilder().listen("udp:127.0.0.1:0").build();
        List<UserAgent> agents = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            UserAgent agent =
                    client.userAgent("sip:u" + i + "@localhost")
                            .registrar("sip:127.0.0.1:" + port)
                            .build();
            agents.add(agent);
            window.acquire();
            var _ = agent.registerAsync().whenComplete(this::done);
        }
        window.acquire(WINDOW);
        long took = System.nanoTime() - begin;
        client.pause(QUIET);
        System.gc();
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        System.out.printf(
                "registered=%d failed=%d known=%d seconds=%d heap=%d threads=%d virtual=%d%n",
                registered.get(),
                failed.get(),
                known(agents),
                Duration.ofNanos(took).toSeconds(),
                heap >> 20,
                threads,
                virtualThreads(dump));
    }

    private void done(@Nullable Registration registration, @Nullable Throwable fault) {
        (fault == null ? registered : failed).incrementAndGet();
        if (fault != null && failed.get() <= 3) {
            System.err.println(fault);
        }
        window.release();
    }

    /// Of how many of ten agents the server still knows exactly one binding.
    private static int known(List<UserAgent> agents) throws Exception {
        int known = 0;
        for (int i = 0; i < 10; i++) {
            UserAgent agent = agents.get(i * (agents.size() / 10));
            known += agent.bindings().size() == 1 ? 1 : 0;
        }
        return known;
    }

    /// How many virtual threads there are, whatever they wait for.
    private static long virtualThreads(Path dump) throws Exception {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(dump.toAbsolutePath().toString(), ThreadDumpFormat.JSON);
        return Files.readString(dump).lines().filter(line -> line.contains("\"virtual\"")).count();
    }
}
