package dev.ringback.it.peer;

import java.util.List;

/// What SIPp counted: its exit status, the last row of its statistics and what it found unexpected.
public record SippResult(int exit, List<String> names, List<String> values, String report) {
    /// The cumulated counter of a name, such as `SuccessfulCall` or `Retransmissions`.
    public long total(String name) {
        int column = names.indexOf(name + "(C)");
        if (column < 0 || column >= values.size()) {
            throw new AssertionError("SIPp counted no " + name + ": " + report);
        }
        return Long.parseLong(values.get(column));
    }
}
