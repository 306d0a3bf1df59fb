package dev.ringback.callflow.intake;

import java.time.Instant;

/// Takes one direction of a connection, as octets in their order.
public interface Direction {
    /// Takes the next octets, which nobody changes afterwards.
    ///
    /// @param at when they passed
    void octets(byte[] octets, Instant at);

    /// Octets are missing here.
    void gap(Instant at);

    /// Its sender has closed it. The octets that it holds are the last ones.
    void closed();

    /// The reading ends: what is held is given up.
    void end();

    /// How many octets it holds.
    int held();
}
