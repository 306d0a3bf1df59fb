package dev.ringback.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.bench.load.Load;
import dev.ringback.bench.load.tally.Result;
import dev.ringback.it.peer.FreePorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Users of a domain who register with one server and are called through another, and who calls
/// them.
final class Party {
    /// How many users there are.
    static final int USERS = 200;

    /// Calls a second.
    static final int RATE = 167;

    private final String domain;
    private final String caller;
    private final String callee;

    Party(String domain, FreePorts ports) {
        this.domain = domain;
        this.caller = "127.0.0.1:" + ports.next();
        this.callee = "127.0.0.1:" + ports.next();
    }

    private Result run(String kind, Member server, String... options) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                kind,
                                "--server",
                                server.address(),
                                "--domain",
                                domain,
                                "--caller",
                                caller,
                                "--callee",
                                callee,
                                "--users",
                                Integer.toString(USERS)));
        words.addAll(List.of(options));
        return Load.run(words.toArray(String[]::new));
    }

    /// Registers all users with a server.
    void register(Member with) {
        Result registered = run("register", with, "--count", "" + USERS, "--in-flight", "20");
        assertThat(registered.counts().outcome().ok()).isEqualTo(USERS);
    }

    /// Calls them, [#RATE] times a second.
    ///
    /// @param hold how long each call is up
    CompletableFuture<Result> calls(Member through, int seconds, Duration hold) {
        String[] options = {
            "--rate",
            Integer.toString(RATE),
            "--count",
            Integer.toString(RATE * seconds),
            "--hold",
            Long.toString(hold.toMillis()),
            "--warm-up",
            "2000"
        };
        return CompletableFuture.supplyAsync(() -> run("call", through, options));
    }
}
