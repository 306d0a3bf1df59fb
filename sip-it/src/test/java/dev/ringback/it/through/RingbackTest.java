package dev.ringback.it.through;

import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.ServerProcess;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/// The calls through Ringback itself.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RingbackTest extends ThroughServer {
    private final ServerProcess server = ServerProcess.start(new FreePorts(), users());

    private static String[] users() {
        List<String> options = new ArrayList<>(List.of("--domain", "localhost"));
        for (String name : List.of("alice", "bob", "carol")) {
            options.addAll(List.of("--user", name + ":" + name));
        }
        return options.toArray(String[]::new);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Override
    int port() {
        return server.port();
    }
}
