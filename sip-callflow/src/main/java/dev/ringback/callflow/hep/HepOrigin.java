package dev.ringback.callflow.hep;

/// What a packet of HEP says of itself.
///
/// @param type what the payload is: 1 for SIP
/// @param agent the number of who captured it, an unsigned number of 32 bits
/// @param key what the collector asks for, empty for nothing
/// @param correlation what it belongs to, such as a Call-ID; empty for nothing
public record HepOrigin(int type, long agent, String key, String correlation) {
    /// SIP, from agent 0, without key.
    public static HepOrigin sip() {
        return new HepOrigin(HepPacket.SIP, 0, "", "");
    }

    /// The same from another agent.
    public HepOrigin from(long number) {
        return new HepOrigin(type, number, key, correlation);
    }

    /// The same with a key.
    public HepOrigin with(String other) {
        return new HepOrigin(type, agent, other, correlation);
    }

    /// The same as part of something.
    public HepOrigin of(String other) {
        return new HepOrigin(type, agent, key, other);
    }
}
