package dev.ringback.bench.load;

import dev.ringback.bench.load.tally.Report;
import dev.ringback.bench.load.tally.Result;
import java.io.UncheckedIOException;
import java.util.List;

/// The command of the load generator; see the README of sip-bench.
public final class Load {
    private Load() {}

    /// Runs and prints the result. Exit status 1 where a socket cannot be had, 2 for wrong usage.
    public static void main(String[] words) {
        Options options;
        try {
            options = CommandLine.read(List.of(words));
        } catch (IllegalArgumentException e) {
            System.err.println("load: " + e.getMessage() + '\n' + CommandLine.USAGE);
            System.exit(2);
            return;
        }
        try {
            System.out.println(Report.json(Run.of(options)));
        } catch (UncheckedIOException e) {
            System.err.println("load: " + e.getMessage());
            System.exit(1);
        }
    }

    /// Runs as the command does, on the calling thread.
    ///
    /// @throws IllegalArgumentException if the words are wrong; says why
    /// @throws java.io.UncheckedIOException if an address cannot be had or reached
    public static Result run(String... words) {
        return Run.of(CommandLine.read(List.of(words)));
    }
}
