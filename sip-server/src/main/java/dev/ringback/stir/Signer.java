package dev.ringback.stir;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.message.SipRequest;
import dev.ringback.uri.Uri;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Signs who a request is from: RFC 8224 §6.1. Any thread may ask.
@FunctionalInterface
public interface Signer {
    /// Signs nothing.
    Signer NONE = (request, _) -> request.message();

    /// A request that is about to leave, signed where that is right, else as it is.
    ///
    /// @param wall the wall clock time
    SipRequest sign(Signable request, Instant wall);

    /// A request that may be signed.
    ///
    /// @param message the request as it leaves, but with the Request-URI that it came with
    /// @param target where it goes
    /// @param sender the user of ours who proved to have sent this very request, or null
    /// @param full whether it has to be the full form, as the compact one was refused: RFC 8224
    ///   §6.1.1
    record Signable(
            SipRequest message, Uri target, @Nullable AddressOfRecord sender, boolean full) {}
}
