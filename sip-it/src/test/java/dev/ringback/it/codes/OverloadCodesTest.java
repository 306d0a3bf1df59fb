package dev.ringback.it.codes;

import dev.ringback.it.peer.Caller;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.Received;
import dev.ringback.it.peer.ServerProcess;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// 503 of a server with room for few transactions; over UDP they last for 32 s after the answer.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverloadCodesTest {
    private static final int MOST = 200;

    private final ServerProcess server =
            ServerProcess.start(
                    new FreePorts(),
                    "--demo",
                    "--config",
                    Rows.file("limits: {transactions: 50}\n"));

    @AfterAll
    void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> newWorkIsRefused() {
        Rows rows = new Rows();
        rows.play(503, "more transactions than fit", this::overload, "Retry-After");
        return new Judge(server).tests(rows);
    }

    /// Asks one shard, that of one Call-ID, until it has enough.
    private Received overload(Caller caller) {
        Ask ask = Ask.of("OPTIONS", "sip:localhost").with("Call-ID", "overload");
        try (Caller flood = Caller.over("UDP", server.port())) {
            for (int i = 0; i < MOST; i++) {
                ask = ask.again();
                if (Row.play(flood, ask).status() == 503) {
                    return Row.play(caller, ask.again());
                }
            }
        }
        throw new AssertionError("still taking work after " + MOST + " requests");
    }
}
