package dev.ringback.proxy;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Flow;
import org.jspecify.annotations.Nullable;

/// A request that has passed the checks and is to be forwarded.
///
/// @param message the request after §16.4: our own Route values are gone
/// @param flow how it came
/// @param sender the user of ours who proved to have sent it, or null for anybody else
/// @param grant what the route permits that we wrote into its dialog
public record ProxyRequest(
        SipRequest message, Flow flow, @Nullable AddressOfRecord sender, Grant grant) {}
