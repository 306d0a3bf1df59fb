package dev.ringback.media;

/// What becomes of RTP that does not come from where the peer said that it is.
public enum Strangers {
    /// It is dropped, always.
    DROPPED,

    /// As long as nothing came from where the peer said that it is, another address may prove to be
    /// the peer's (it is behind a NAT, RFC 4961 §4): by two packets of one source in order, with
    /// payload types that were agreed on. Media go there from then on. What comes later from yet
    /// another address is dropped, and the address that the peer said wins as soon as it is heard.
    FIRST_MAY_BE_THE_PEER
}
