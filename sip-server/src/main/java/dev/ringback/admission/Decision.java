package dev.ringback.admission;

import dev.ringback.auth.Verdict;
import dev.ringback.cause.Cause;
import dev.ringback.header.HeaderName;
import dev.ringback.location.AddressOfRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What becomes of a request at our door.
public sealed interface Decision {
    /// It may pass.
    ///
    /// @param identity the user of ours that sent it: proved, or only claimed in a dialog and
    ///     without authentication; null for a stranger. Of a REGISTER for us: whose bindings it is
    ///     about, which a third party may have sent
    record Admit(@Nullable AddressOfRecord identity) implements Decision {}

    /// It must prove who sent it: RFC 3261 §22.
    ///
    /// @param status 401 from the registrar, 407 from the proxy
    /// @param realm for which realm
    /// @param header WWW-Authenticate or Proxy-Authenticate
    /// @param values its values, one line each, in this order: RFC 8760 §2.3
    /// @param cause what is wrong with the credentials, for the metrics and never for the peer;
    ///     null when there are none
    record Challenge(
            int status,
            String realm,
            HeaderName header,
            List<String> values,
            Verdict.@Nullable Reason cause)
            implements Decision {}

    /// It may not pass.
    ///
    /// @param status the status code
    /// @param reason the reason phrase
    /// @param cause what decided it
    record Refuse(int status, String reason, Cause cause) implements Decision {}
}
