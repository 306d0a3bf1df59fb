package dev.ringback.publication;

import dev.ringback.header.NameAddress;
import dev.ringback.header.event.Event;
import dev.ringback.message.SipRequest;
import dev.ringback.uri.Uri;
import java.time.Duration;
import java.util.function.Consumer;

/// Where and for how long event state is published. Immutable.
///
/// @param target whose state it is: Request-URI and To
/// @param from who publishes; a tag is added
/// @param event of which event package
/// @param lifetime how long the server shall keep it
/// @param dressing adds what else each PUBLISH has, such as User-Agent
public record PublicationPlan(
        Uri target,
        NameAddress from,
        Event event,
        Duration lifetime,
        Consumer<SipRequest.Builder> dressing) {
    /// Checks the lifetime.
    ///
    /// @throws IllegalArgumentException if it is under a second
    public PublicationPlan {
        if (lifetime.toSeconds() < 1) {
            throw new IllegalArgumentException("a lifetime of " + lifetime);
        }
    }
}
