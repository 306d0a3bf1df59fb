package dev.ringback.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class NotifySocketTest {
    /// A service manager: says when it listens, and what it hears.
    private static final String MANAGER =
            """
            import socket, sys
            name = sys.argv[1]
            manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            manager.settimeout(20)
            manager.bind('\\0' + name[1:] if name.startswith('@') else name)
            print('listening', flush=True)
            for _ in range(2):
                print(manager.recv(4096).decode().replace('\\n', '|'), flush=True)
            """;

    @TempDir private Path folder = Path.of("");

    @Test
    void pathIsReached() throws Exception {
        reaches(folder.resolve("notify").toString());
    }

    @Test
    void abstractNameIsReached() throws Exception {
        reaches("@ringback-test-" + ProcessHandle.current().pid());
    }

    @Test
    void nobodyThereIsAnError() throws Exception {
        try (NotifySocket socket = NotifySocket.open(folder.resolve("nobody").toString())) {
            assertThatThrownBy(() -> socket.send("READY=1"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("does not listen");
        }
    }

    private static void reaches(String address) throws Exception {
        Process manager =
                new ProcessBuilder(List.of("python3", "-c", MANAGER, address))
                        .redirectErrorStream(true)
                        .start();
        try (BufferedReader heard = manager.inputReader(StandardCharsets.UTF_8);
                NotifySocket socket = NotifySocket.open(address)) {
            assertThat(heard.readLine()).isEqualTo("listening");
            socket.send("READY=1\nSTATUS=it runs");
            socket.send("STOPPING=1");
            assertThat(heard.readLine()).isEqualTo("READY=1|STATUS=it runs");
            assertThat(heard.readLine()).isEqualTo("STOPPING=1");
        } finally {
            manager.destroyForcibly();
        }
    }
}
