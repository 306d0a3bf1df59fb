package dev.ringback.it.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.PeerProcess;
import dev.ringback.it.peer.ServerProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the packaged server tells a service manager: sd_notify(3).
class NotifyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String MANAGER =
            """
            import socket, sys
            manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            manager.bind('\\0' + sys.argv[1])
            print('listening', flush=True)
            while True:
                print(manager.recv(4096).decode().replace('\\n', '|'), flush=True)
            """;

    @Test
    void serviceManagerHearsOfStartReloadLifeAndEnd() {
        String name = "ringback-it-" + ProcessHandle.current().pid();
        try (PeerProcess manager =
                PeerProcess.start(Checkout.root(), Map.of(), "python3", "-c", MANAGER, name)) {
            manager.awaitLine(PATIENCE, line -> line.equals("listening"));
            Map<String, String> environment =
                    Map.of("NOTIFY_SOCKET", "@" + name, "WATCHDOG_USEC", "400000");
            try (ServerProcess server =
                    ServerProcess.start(new FreePorts(), environment, "--domain", "localhost")) {
                manager.awaitLine(
                        PATIENCE, line -> line.startsWith("READY=1|STATUS=version 1 of the"));
                await().atMost(PATIENCE).until(() -> count(manager, "WATCHDOG=1") > 2);
                String data = server.data().toString();
                assertThat(Checkout.run("ctl", "reload", "--data", data).exit()).isZero();
                manager.awaitLine(
                        PATIENCE, line -> line.startsWith("READY=1|STATUS=version 2 of the"));
                assertThat(told(manager))
                        .anyMatch(line -> line.matches("RELOADING=1\\|MONOTONIC_USEC=\\d+"));
                assertThat(server.stop().exit()).isZero();
                manager.awaitLine(PATIENCE, line -> line.startsWith("STOPPING=1"));
            }
        }
    }

    private static List<String> told(PeerProcess manager) {
        return manager.out().lines().toList();
    }

    private static long count(PeerProcess manager, String line) {
        return told(manager).stream().filter(line::equals).count();
    }
}
