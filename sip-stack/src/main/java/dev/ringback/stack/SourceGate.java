package dev.ringback.stack;

import java.net.InetAddress;

/// Decides what a source may send at all, before anything is read of it. Asked from any thread, so
/// whoever implements it must be safe for many, and fast: it is the first check of every datagram.
public interface SourceGate {
    /// A gate that lets everything in.
    SourceGate OPEN =
            new SourceGate() {
                @Override
                public boolean banned(InetAddress source) {
                    return false;
                }

                @Override
                public Passage arrived(Flow flow, boolean request) {
                    return Passage.FREE;
                }

                @Override
                public void malformed(Flow flow) {}
            };

    /// Whether nothing is taken from a source now, its connections neither.
    boolean banned(InetAddress source);

    /// Judges what has arrived and counts it.
    ///
    /// @param flow how it came
    /// @param request whether it begins like a request; responses are not counted
    Passage arrived(Flow flow, boolean request);

    /// What arrived was no message.
    void malformed(Flow flow);

    /// How far something that arrived gets.
    enum Passage {
        /// It is let in.
        FREE,
        /// Its source sends more than it may: only what is not [Priority#NEW] is let in.
        ONGOING,
        /// Its source sends far more than it may: it is thrown away unread.
        NONE,
        /// Its source is banned: it is thrown away unread, and a connection is closed.
        BANNED
    }
}
