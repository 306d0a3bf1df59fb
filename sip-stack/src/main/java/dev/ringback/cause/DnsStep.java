package dev.ringback.cause;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// One question of RFC 3263 and what came of it.
///
/// @param name the name that was asked about
/// @param type the type of record: NAPTR, SRV, A or AAAA
/// @param outcome what the resolver said
public record DnsStep(String name, String type, Outcome outcome) {
    /// How many questions a cause keeps.
    public static final int MOST = 8;

    /// All of them, or of too many the first ones and the last ones, and of each outcome one.
    static List<DnsStep> few(List<DnsStep> steps) {
        if (steps.size() <= MOST) {
            return List.copyOf(steps);
        }
        BitSet kept = new BitSet(steps.size());
        Set<Outcome> shown = EnumSet.noneOf(Outcome.class);
        for (int i = 0; i < steps.size(); i++) {
            if (shown.add(steps.get(i).outcome())) {
                kept.set(i);
            }
        }
        for (int i = 0; kept.cardinality() < MOST; i++) {
            kept.set(i % 2 == 0 ? i / 2 : steps.size() - 1 - i / 2);
        }
        return kept.stream().mapToObj(steps::get).toList();
    }

    /// What a resolver says.
    public enum Outcome {
        /// There were records.
        FOUND,
        /// The one record says that the service is decidedly not offered: RFC 2782, target ".".
        DECLINED,
        /// The name exists without records of this type.
        NO_DATA,
        /// The name does not exist.
        NO_SUCH_NAME,
        /// No answer in time.
        TIMED_OUT,
        /// The name server failed or refused.
        SERVER_FAILED,
        /// The records make no sense: a loop, a bad name, too many of them.
        NONSENSE,
        /// It was not asked: too many questions run already, or we shut down.
        NOT_ASKED
    }
}
