package dev.ringback.it.through;

import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/// The calls through Ringback itself.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RingbackTest extends ThroughServer {
    private final ServerProcess server =
            ServerProcess.withUsers(new FreePorts(), "alice", "bob", "carol");

    @AfterAll
    void stop() {
        server.close();
    }

    @Override
    int port() {
        return server.port();
    }
}
