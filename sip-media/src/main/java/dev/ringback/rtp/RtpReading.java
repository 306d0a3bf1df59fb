package dev.ringback.rtp;

/// What a datagram on a media port is: a packet, or the reason why it is none.
public sealed interface RtpReading permits RtpPacket, RtpFault {}
