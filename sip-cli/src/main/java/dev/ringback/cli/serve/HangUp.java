package dev.ringback.cli.serve;

import sun.misc.Signal;

/// SIGHUP, by which an operator asks a server to read everything anew. Without somebody who hears
/// it the JVM ends. Module jdk.unsupported has the one way to hear it.
final class HangUp {
    private HangUp() {}

    /// Runs this at each SIGHUP from now on, where the system has such a signal.
    static void onEach(Runnable action) {
        try {
            var _ = Signal.handle(new Signal("HUP"), _ -> action.run());
        } catch (IllegalArgumentException _) {
            // no such signal here: 'ringback ctl reload' does the same
        }
    }
}
