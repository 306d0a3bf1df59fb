package dev.ringback.bench.run.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How the load generator is called: ours, or another one with the same options.
///
/// Ours runs with the JVM's first compiler alone as a rule, since the second one takes more in the
/// first minute than it gives back, and takes it from the server beside it. In a closed loop a call
/// would then cost the generator more than the server, and be what is measured: there it has both,
/// and a longer rehearsal in which they do most of their work. Not in an open loop: with both a
/// search for the highest rate ended a third below that with one. The likely cause is what has
/// to be compiled once more when the server's messages come, while the schedule goes on.
public final class LoadProgram {
    /// Operations of the rehearsal in a closed loop.
    private static final int REHEARSED = 60_000;

    private final List<String> ahead;
    private final List<String> behind;
    private final boolean ours;

    private LoadProgram(List<String> ahead, List<String> behind, boolean ours) {
        this.ahead = List.copyOf(ahead);
        this.behind = List.copyOf(behind);
        this.ours = ours;
    }

    /// Our own generator.
    ///
    /// @param java the JVM
    /// @param classPath where our classes are
    public static LoadProgram ours(Path java, String classPath) {
        return new LoadProgram(
                List.of(java.toString(), "-XX:+UseSerialGC", "-Xmx256m", "-Xmn128m"),
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath,
                        "dev.ringback.bench.load.Load"),
                true);
    }

    /// Another generator.
    ///
    /// @param words its program and the arguments that come first
    public static LoadProgram other(List<String> words) {
        return new LoadProgram(words, List.of(), false);
    }

    /// The command line that puts a load on a server.
    List<String> command(Load load) {
        boolean closed = load.rate() == 0;
        List<String> command = new ArrayList<>(ahead);
        if (ours && !closed) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.addAll(behind);
        command.addAll((ours && closed ? load.with("warm-up", REHEARSED) : load).arguments());
        return command;
    }
}
