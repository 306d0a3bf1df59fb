package dev.ringback.websocket;

/// The peer sent a ping, or answered one: RFC 6455 §5.5.3.
///
/// @param begun whether a message has begun whose end has not come: this is no part of it
public record PeerAlive(boolean begun) {}
