package dev.ringback.websocket;

/// The peer sent a Close frame, which is answered next: what is to reach it has to be sent before.
public record PeerCloses() {}
