package dev.ringback.websocket;

/// The peer sent a ping, or answered one: RFC 6455 §5.5.3.
public record PeerAlive() {}
