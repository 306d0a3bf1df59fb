package dev.ringback.cli.flow;

import dev.ringback.callflow.Passed;
import dev.ringback.callflow.capture.CaptureException;
import dev.ringback.callflow.capture.Captures;
import dev.ringback.callflow.hep.HepReceiver;
import dev.ringback.callflow.intake.Sink;
import dev.ringback.callflow.intake.Skip;
import dev.ringback.callflow.intake.Summary;
import dev.ringback.callflow.intake.Unreadable;
import dev.ringback.callflow.secrets.KeyLog;
import dev.ringback.control.ControlClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Where calls come from.
sealed interface Source {
    /// What the screen tells about it: `Filename: call.pcap`.
    String name();

    /// Captures, which end.
    ///
    /// @param files their paths; `-` is standard input
    /// @param keyLog the secrets of TLS connections
    record Files(List<String> files, KeyLog keyLog) implements Source {
        @Override
        public String name() {
            return "Filename: " + String.join(" ", files);
        }

        /// Reads them.
        ///
        /// @param faults is told what went wrong, in a line
        /// @return whether all could be read to their ends
        boolean read(Receiver receiver, InputStream input, Consumer<String> faults)
                throws IOException {
            boolean good = true;
            Captures captures = new Captures(keyLog, sink(receiver));
            for (String file : files) {
                try {
                    if (file.equals("-")) {
                        captures.read(input);
                    } else {
                        captures.read(Path.of(file));
                    }
                } catch (CaptureException e) {
                    good = false;
                    faults.accept(file + ": " + e.getMessage());
                }
            }
            left(captures.summary(), faults);
            return good;
        }

        /// What was no message and might have been one.
        private static void left(Summary summary, Consumer<String> faults) {
            List<String> parts = new ArrayList<>();
            if (summary.unreadable() > 0) {
                parts.add(summary.unreadable() + " unreadable");
            }
            for (Skip skip :
                    List.of(
                            Skip.ENCRYPTED,
                            Skip.FRAGMENTS,
                            Skip.TRUNCATED,
                            Skip.GAP,
                            Skip.OVERFLOW,
                            Skip.COMPRESSED,
                            Skip.CUT_SHORT)) {
                if (summary.skipped(skip) > 0) {
                    parts.add(summary.skipped(skip) + " " + skip.word());
                }
            }
            if (!parts.isEmpty()) {
                faults.accept("left out: " + String.join(", ", parts));
            }
        }
    }

    /// Homer's protocol, taken at an address.
    ///
    /// @param address where to listen
    /// @param key what packets have to carry, empty for nothing
    record Hep(InetSocketAddress address, String key) implements Source {
        @Override
        public String name() {
            return "HEP: " + address.getHostString() + ":" + address.getPort();
        }

        HepReceiver open(Receiver receiver) throws IOException {
            return new HepReceiver(address, key, Clock.systemUTC(), sink(receiver));
        }
    }

    /// A server that runs.
    ///
    /// @param client the connection to its control socket
    /// @param path where that is
    record Server(ControlClient client, Path path) implements Source {
        @Override
        public String name() {
            return "Server: " + path;
        }
    }

    private static Sink sink(Receiver receiver) {
        return new Sink() {
            @Override
            public void passed(Passed passed) {
                receiver.passed(passed, null);
            }

            @Override
            public void unreadable(Unreadable unreadable) {
                // it is counted, and belongs to no call
            }
        };
    }
}
