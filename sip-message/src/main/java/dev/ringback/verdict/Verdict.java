package dev.ringback.verdict;

import dev.ringback.header.Problem;
import dev.ringback.parse.ParseResult;
import java.util.List;

/// What a strict reader thinks of a message.
///
/// @param offset where the message begins in what was examined, in octets; other offsets count from
///     there
/// @param result what the lenient parser makes of it: the reading that traffic gets
/// @param start what its first line says
/// @param lines its header lines in their order, as far as they can be told apart; also of what is
///     no good message
/// @param problems all that is wrong, by offset
public record Verdict(
        int offset,
        ParseResult result,
        StartLine start,
        List<HeaderLine> lines,
        List<Problem> problems) {
    /// Takes copies of the lists.
    public Verdict {
        lines = List.copyOf(lines);
        problems = List.copyOf(problems);
    }

    /// Whether nothing forbids the message; there may be warnings.
    public boolean valid() {
        return problems.stream().noneMatch(Problem::error);
    }
}
