package dev.ringback.it.answer;

import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.PeerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A running `./ringback answer` on a port of 127.0.0.1, over UDP and TCP.
final class Answering implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);

    private final PeerProcess process;

    private Answering(PeerProcess process) {
        this.process = process;
    }

    /// Starts it and returns when it is heard.
    static Answering start(int port, String... options) {
        List<String> arguments = new ArrayList<>(List.of("answer", "-u", "bob@127.0.0.1:" + port));
        for (String transport : List.of("udp", "tcp")) {
            arguments.addAll(List.of("-l", transport + ":127.0.0.1:" + port));
        }
        arguments.addAll(List.of(options));
        PeerProcess process = Checkout.start(Map.of(), arguments.toArray(String[]::new));
        try {
            process.awaitLine(START, line -> line.contains("listening on tcp"));
            return new Answering(process);
        } catch (AssertionError e) {
            process.close();
            throw e;
        }
    }

    /// What it wrote so far.
    String out() {
        return process.out();
    }

    /// Its command and output so far, for the message of a failure.
    String describe() {
        return process.describe();
    }

    @Override
    public void close() {
        process.close();
    }
}
