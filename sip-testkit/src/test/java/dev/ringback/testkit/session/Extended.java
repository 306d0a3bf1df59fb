package dev.ringback.testkit.session;

import dev.ringback.header.Method;
import dev.ringback.offer.AudioNegotiation;
import dev.ringback.testkit.Simulation;
import dev.ringback.useragent.Capabilities;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// What parties can do that know all extensions of sessions, or none, and what tests ask about
/// them.
final class Extended {
    /// All methods of sessions, in the order of [Capabilities#allow].
    private static final List<Method> METHODS =
            List.of(
                    Method.INVITE,
                    Method.ACK,
                    Method.CANCEL,
                    Method.BYE,
                    Method.OPTIONS,
                    Method.INFO,
                    Method.PRACK,
                    Method.UPDATE,
                    Method.REFER);

    static final Capabilities ALL =
            sessions(Method.NOTIFY, Method.SUBSCRIBE)
                    .accepting("application/sdp", "message/sipfrag")
                    .supporting(List.of("100rel", "timer", "replaces", "norefersub"));

    static final Capabilities NONE =
            Capabilities.of(Method.INVITE, Method.ACK, Method.CANCEL, Method.BYE, Method.OPTIONS)
                    .accepting("application/sdp")
                    .answering("application/sdp");

    private Extended() {}

    /// One who serves all methods of sessions and these, and answers offers.
    static Capabilities sessions(Method... more) {
        Method[] all = Stream.concat(METHODS.stream(), Stream.of(more)).toArray(Method[]::new);
        return Capabilities.of(all).answering("application/sdp");
    }

    static AudioNegotiation media(Side side) {
        return (AudioNegotiation) Objects.requireNonNull(side.media);
    }

    /// How many messages with this label, such as `PRACK` or `200 PRACK`, reached a node.
    static long count(Simulation simulation, String from, String label) {
        return simulation.trace().lines().stream()
                .filter(line -> line.contains(" " + from + " -> "))
                .filter(line -> line.contains(": " + label + " "))
                .count();
    }
}
