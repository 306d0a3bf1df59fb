package dev.ringback.rtp;

/// What a datagram on a control port is: packets, or the reason why it is none.
public sealed interface RtcpReading permits ControlDatagram, RtcpFault {}
