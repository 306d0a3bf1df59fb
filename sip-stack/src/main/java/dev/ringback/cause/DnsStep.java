package dev.ringback.cause;

/// One question of RFC 3263 and what came of it.
///
/// @param name the name that was asked about
/// @param type the type of record: NAPTR, SRV, A or AAAA
/// @param outcome what the resolver said
public record DnsStep(String name, String type, Outcome outcome) {
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
