package dev.ringback.cli.parse;

import dev.ringback.verdict.Verdict;
import java.io.PrintWriter;

/// What is printed of the messages, one after the other.
abstract class Report {
    private int messages;
    private int invalid;

    /// Prints one message.
    ///
    /// @param file where it is from
    /// @param number its number in a stream, from 1; -1 when it is the only one
    final void add(String file, int number, Verdict verdict) {
        messages++;
        invalid += verdict.valid() ? 0 : 1;
        print(file, number, verdict);
    }

    abstract void print(String file, int number, Verdict verdict);

    /// Prints what is to be said in the end, for people.
    abstract void end(PrintWriter err);

    final int messages() {
        return messages;
    }

    final int invalid() {
        return invalid;
    }
}
