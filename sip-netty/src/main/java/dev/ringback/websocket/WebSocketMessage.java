package dev.ringback.websocket;

/// What one WebSocket message carried, whatever frames it came in: a SIP message (RFC 7118 §5), or
/// line ends that keep the connection alive.
///
/// @param octets its octets, which belong to the receiver
public record WebSocketMessage(byte[] octets) {}
