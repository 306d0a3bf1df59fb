package dev.ringback.it.crowd;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.SipException;
import dev.ringback.sip.UserAgent;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// A process of its own: registers very many user agents, waits until all is quiet, and prints what
/// that costs, as `name=number` on one line.
public final class Crowd {
    /// How many registrations may be under way at once.
    private static final int WINDOW = 200;

    /// How often an agent tries: a server that has too much to do says 503, and wants to be left
    /// alone for up to half a minute.
    private static final int TRIES = 90;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /// Timer K, and then some: after that no transaction is left.
    private static final Duration QUIET = Duration.ofSeconds(8);

    private final AtomicInteger registered = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
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
        UserAgent[] agents = new UserAgent[count];
        for (int i = 0; i < count; i++) {
            int number = i;
            window.acquire();
            client.start(
                    () -> {
                        agents[number] = agent(client, number, port);
                        register(client, agents[number]);
                        window.release();
                    });
        }
        window.acquire(WINDOW);
        long took = System.nanoTime() - begin;
        client.pause(QUIET);
        System.gc();
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        System.out.printf(
                "registered=%d failed=%d refused=%d known=%d seconds=%d heap=%d threads=%d"
                        + " virtual=%d%n",
                registered.get(),
                failed.get(),
                refused.get(),
                known(agents),
                Duration.ofNanos(took).toSeconds(),
                heap >> 20,
                threads,
                virtualThreads(dump));
    }

    private static UserAgent agent(SipClient client, int number, int port) {
        return client.userAgent("sip:u" + number + "@localhost")
                .registrar("sip:127.0.0.1:" + port)
                .build();
    }

    private void register(SipClient client, UserAgent agent) {
        try {
            for (int i = 1; !registered(agent, i); i++) {
                client.pause(PAUSE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Tries once.
    ///
    /// @return false where it should try again
    private boolean registered(UserAgent agent, int attempt) throws InterruptedException {
        try {
            agent.register();
            registered.incrementAndGet();
            return true;
        } catch (SipException e) {
            refused.incrementAndGet();
            if (attempt == TRIES) {
                System.err.println(e);
                failed.incrementAndGet();
            }
            return attempt == TRIES;
        }
    }

    /// Of how many of ten agents the server still knows exactly one binding.
    private static int known(UserAgent[] agents) throws Exception {
        int known = 0;
        for (int i = 0; i < 10; i++) {
            UserAgent agent = agents[i * (agents.length / 10)];
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
