package dev.ringback.testkit.session;

import dev.ringback.header.Method;
import dev.ringback.offer.AudioNegotiation;
import dev.ringback.testkit.Simulation;
import dev.ringback.useragent.Capabilities;
import java.util.List;
import java.util.Objects;

/// What parties can do that know all extensions of sessions, or none, and what tests ask about
/// them.
final class Extended {
    static final Capabilities ALL =
            Capabilities.of(
                            Method.INVITE,
                            Method.ACK,
                            Method.CANCEL,
                            Method.BYE,
                            Method.OPTIONS,
                            Method.INFO,
                            Method.PRACK,
                            Method.UPDATE,
                            Method.REFER,
                            Method.NOTIFY,
                            Method.SUBSCRIBE)
                    .accepting("application/sdp", "message/sipfrag")
                    .answering("application/sdp")
                    .supporting(List.of("100rel", "timer", "replaces", "norefersub"));

    static final Capabilities NONE =
            Capabilities.of(Method.INVITE, Method.ACK, Method.CANCEL, Method.BYE, Method.OPTIONS)
                    .accepting("application/sdp")
                    .answering("application/sdp");

    private Extended() {}

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
