package dev.ringback.it.through;

import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.Kamailio;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/// The calls through Kamailio, whose digest is MD5.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KamailioTest extends ThroughServer {
    private final Kamailio kamailio = Kamailio.start(new FreePorts().next());

    @AfterAll
    void stop() {
        kamailio.close();
    }

    @Override
    int port() {
        return kamailio.port();
    }
}
