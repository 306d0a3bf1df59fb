package dev.ringback.stack;

import dev.ringback.cause.DnsStep;
import java.time.Duration;
import java.util.List;

/// The answer to a [Question].
public sealed interface Answer {
    /// The records that a name has, in the order of the name server; never empty.
    ///
    /// @param records the records, all of the type that was asked for
    /// @param life how long they may be used
    record Records(List<DnsRecord> records, Duration life) implements Answer {
        /// Copies the list.
        public Records {
            records = List.copyOf(records);
            if (records.isEmpty()) {
                throw new IllegalArgumentException("no records");
            }
        }
    }

    /// There are no such records, or nobody knows.
    ///
    /// @param outcome why not; never [DnsStep.Outcome#FOUND]
    /// @param life how long that may be believed
    record NoRecords(DnsStep.Outcome outcome, Duration life) implements Answer {
        /// Checks the outcome.
        public NoRecords {
            if (outcome == DnsStep.Outcome.FOUND) {
                throw new IllegalArgumentException("found, but no records");
            }
        }
    }

    /// What the answer is to a [DnsStep].
    default DnsStep.Outcome outcome() {
        return switch (this) {
            case Records _ -> DnsStep.Outcome.FOUND;
            case NoRecords(DnsStep.Outcome outcome, Duration _) -> outcome;
        };
    }
}
