package dev.ringback.publication;

import dev.ringback.message.SipResponse;
import dev.ringback.reaction.SipFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What became of a [ClientPublication].
public sealed interface PublicationEvent {
    /// The server has the state, for the first time or anew.
    ///
    /// @param entityTag what the server calls this version; null where it broke the rule to say
    /// @param lifetime how long it keeps it
    record Published(@Nullable String entityTag, Duration lifetime, SipResponse response)
            implements PublicationEvent {}

    /// The state could not be published, or not refreshed.
    ///
    /// @param retry when it is tried again; null where it is not, until there is something new
    record Failed(SipFailure failure, @Nullable Duration retry) implements PublicationEvent {}

    /// The server has it no more.
    record Removed() implements PublicationEvent {}

    /// It could not be taken back: the server keeps it until its time is over.
    record Remains(SipFailure failure) implements PublicationEvent {}
}
