package dev.ringback.it.cut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.it.peer.Finished;
import dev.ringback.it.peer.PeerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How many objects of our classes live in another process, as its JVM counts them after a
/// collection: nothing that was begun for a call, a connection or a registration hides from it.
final class Census {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern LINE =
            Pattern.compile("^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(dev\\.ringback\\.[\\w.$]+).*$");

    /// What is begun by what peers do, and has to be gone when that is over.
    private static final Set<String> BEGUN_BY_PEERS =
            Set.of(
                    "dev.ringback.transaction.InviteClientTransaction",
                    "dev.ringback.transaction.InviteServerTransaction",
                    "dev.ringback.transaction.NonInviteClientTransaction",
                    "dev.ringback.transaction.NonInviteServerTransaction",
                    "dev.ringback.waiting.Remainder",
                    "dev.ringback.stack.Flow",
                    "dev.ringback.stack.Hop",
                    "dev.ringback.stack.TimerQueue$Timer",
                    "dev.ringback.proxy.Branch",
                    "dev.ringback.proxy.ResponseContext",
                    "dev.ringback.proxy.Search",
                    "dev.ringback.proxy.TimerC",
                    "dev.ringback.message.SipRequest",
                    "dev.ringback.message.SipResponse",
                    "dev.ringback.location.AddressOfRecord",
                    "dev.ringback.location.Binding",
                    "dev.ringback.transport.StreamConnection");

    /// What is remembered of each user who is gone, 10,000 at most, with the address.
    private static final String REMEMBERED = "dev.ringback.location.Departure";

    private Census() {}

    /// The number of objects by class.
    static Map<String, Integer> of(long pid) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try (PeerProcess asked =
                PeerProcess.start(
                        Path.of("").toAbsolutePath(),
                        Map.of(),
                        jcmd,
                        String.valueOf(pid),
                        "GC.class_histogram")) {
            Finished told = asked.await(LIMIT);
            assertThat(told.exit()).as(told.err()).isZero();
            Map<String, Integer> counts = new TreeMap<>();
            assertThat(told.out()).contains("dev.ringback.stack.SipStack");
            told.out()
                    .lines()
                    .map(LINE::matcher)
                    .filter(Matcher::matches)
                    .forEach(line -> add(line, counts));
            return counts;
        }
    }

    private static void add(Matcher line, Map<String, Integer> counts) {
        String name = line.group(2);
        int number = Integer.parseInt(line.group(1));
        if (BEGUN_BY_PEERS.contains(name)) {
            counts.merge(name, number, Integer::sum);
        } else if (name.equals(REMEMBERED)) {
            counts.merge("dev.ringback.location.AddressOfRecord", -number, Integer::sum);
        }
    }

    /// By how much each class has grown.
    static Map<String, Integer> growth(Map<String, Integer> before, Map<String, Integer> after) {
        Map<String, Integer> growth = new TreeMap<>();
        after.forEach(
                (name, count) -> {
                    int more = count - before.getOrDefault(name, 0);
                    if (more > 0) {
                        growth.put(name, more);
                    }
                });
        return growth;
    }
}
