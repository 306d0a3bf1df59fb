package dev.ringback.it.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.RawSip;
import dev.ringback.it.peer.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A server that is killed again and again under REGISTERs: what it answered it remembers, with its
/// lifetime, and what was removed does not come back. More often with `-Dkills=2000`.
class KilledServerTest {
    private static final int KILLS = Integer.getInteger("kills", 200);
    private static final int USERS = 200;
    private static final int AT_ONCE = 50;
    private static final int LATEST_MILLIS = 300;
    private static final long SEED = 20_261_122L;

    @Test
    void whatWasAnsweredIsRememberedAndNothingRemovedComesBack() {
        Path data = Checkout.folder("killed");
        int port = new FreePorts().next();
        Registrants registrants = new Registrants(USERS, SEED);
        Random random = new Random(SEED);
        int answered = 0;
        for (int i = 0; i <= KILLS; i++) {
            try (ServerProcess server = server(port, data);
                    RawSip socket = new RawSip(server.port())) {
                registrants.compare(socket, "after " + i + " kills");
                Duration time = Duration.ofMillis(random.nextInt(LATEST_MILLIS));
                answered += registrants.work(socket, time, AT_ONCE);
            } // which kills it
        }
        assertThat(answered).as("registrations in all").isGreaterThan(KILLS * 20);
    }

    private static ServerProcess server(int port, Path data) {
        return ServerProcess.start(port, data, Map.of(), "--domain", "localhost", "--no-auth");
    }
}
