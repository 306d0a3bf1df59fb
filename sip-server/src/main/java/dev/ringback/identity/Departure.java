package dev.ringback.identity;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Destination;
import dev.ringback.uri.Uri;
import org.jspecify.annotations.Nullable;

/// A request that is about to leave.
///
/// @param message the request
/// @param sender the user of ours who proved to have sent this very request, or null
/// @param next the URI by which the next element was found
/// @param to where it is sent
public record Departure(
        SipRequest message, @Nullable AddressOfRecord sender, Uri next, Destination to) {
    Departure with(SipRequest other) {
        return new Departure(other, sender, next, to);
    }
}
