package dev.ringback.websocket;

/// The peer answered a ping, RFC 6455 §5.5.3.
public record PeerAlive() {}
