package dev.ringback.sip.engine;

import dev.ringback.header.NameAddress;
import dev.ringback.reaction.Reactions;
import dev.ringback.registration.OutboundSet;
import dev.ringback.sessiontimer.TimerPolicy;
import dev.ringback.sip.MediaFactory;
import dev.ringback.sip.OutgoingRequest;
import dev.ringback.uri.Uri;
import dev.ringback.useragent.Capabilities;
import dev.ringback.useragent.SipsPolicy;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What a user agent was told at its birth. Immutable.
///
/// @param address who it is
/// @param place where it registers, and how its Contact looks
/// @param secrets what it answers challenges with
/// @param requests what its requests have, and how they react
/// @param capabilities what it can do
/// @param sessions what its calls have
record Profile(
        NameAddress address,
        Place place,
        List<Secret> secrets,
        Requests requests,
        Capabilities capabilities,
        Sessions sessions) {
    /// Copies the list.
    Profile {
        secrets = List.copyOf(secrets);
    }

    /// Where it registers, and how its Contact looks.
    ///
    /// @param registrar the Request-URI of REGISTER
    /// @param contactUser the user part of the Contact; null for a random one
    /// @param lifetime how long it registers
    /// @param anybody whether it serves other users, too
    /// @param device as which device it registers; null for none
    /// @param sips by which scheme it is called
    record Place(
            Uri registrar,
            @Nullable String contactUser,
            Duration lifetime,
            boolean anybody,
            @Nullable Device device,
            SipsPolicy sips) {
        /// The flows over which it registers; null for the plain way.
        @Nullable OutboundSet outbound() {
            return device == null ? null : device.outbound();
        }
    }

    /// A device.
    ///
    /// @param instance its URN
    /// @param outbound the flows over which it registers; null for the plain way
    record Device(String instance, @Nullable OutboundSet outbound) {}

    /// What its calls have.
    ///
    /// @param media makes their media
    /// @param timer their session timers
    /// @param trusted the addresses of elements that may say who calls
    record Sessions(MediaFactory media, TimerPolicy timer, Predicate<InetAddress> trusted) {}

    /// A password.
    ///
    /// @param realm for which realm; null for all others
    /// @param username the user name
    /// @param password the password
    record Secret(@Nullable String realm, String username, String password) {
        @Override
        public String toString() {
            return username + " in " + realm;
        }
    }

    /// What its requests have, and how they react.
    ///
    /// @param fields header lines
    /// @param routes the outbound proxies
    /// @param tuning changes the reactions
    record Requests(
            List<OutgoingRequest.Field> fields,
            List<NameAddress> routes,
            UnaryOperator<Reactions.Builder> tuning) {
        /// Copies the lists.
        Requests {
            fields = List.copyOf(fields);
            routes = List.copyOf(routes);
        }
    }
}
