package dev.ringback.session;

import dev.ringback.header.NameAddress;
import dev.ringback.message.SipRequest;
import dev.ringback.offer.MediaControl;
import dev.ringback.uri.Uri;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A call that is to be made: what its INVITE says, RFC 3261 §13.2.1. Immutable.
///
/// @param target the Request-URI
/// @param from who calls, without tag
/// @param to who is called: the value of To, without tag
/// @param media makes offers and answers; null for a call whose bodies, if any, `extras` write
/// @param offering where the offer stands
/// @param extras writes further header fields into each sending of the INVITE, as the last of all;
///     not into re-INVITEs
public record CallRequest(
        Uri target,
        NameAddress from,
        NameAddress to,
        @Nullable MediaControl media,
        Offering offering,
        Consumer<SipRequest.Builder> extras) {
    /// Who makes the first offer.
    public enum Offering {
        /// We do, in the INVITE.
        IN_INVITE,
        /// The peer does, in its 2xx or first reliable 1xx; our answer is in the ACK or PRACK.
        BY_PEER
    }

    /// A call without media to a target that is also its To.
    public static CallRequest to(Uri target, NameAddress from) {
        return new CallRequest(
                target, from, NameAddress.of(target), null, Offering.IN_INVITE, _ -> {});
    }

    /// This with media.
    public CallRequest with(MediaControl control) {
        return new CallRequest(target, from, to, control, offering, extras);
    }

    /// This with the offer made by the peer.
    public CallRequest offeredByPeer() {
        return new CallRequest(target, from, to, media, Offering.BY_PEER, extras);
    }

    /// This with another Request-URI.
    public CallRequest at(Uri other) {
        return new CallRequest(other, from, to, media, offering, extras);
    }

    /// This with further header fields, after those that it has.
    public CallRequest with(Consumer<SipRequest.Builder> more) {
        return new CallRequest(target, from, to, media, offering, extras.andThen(more));
    }
}
