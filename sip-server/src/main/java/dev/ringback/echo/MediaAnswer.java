package dev.ringback.echo;

import java.util.List;

/// What an [EchoStream] adds to an answer, RFC 8839 §4 and RFC 5763 §5.
///
/// @param port where it listens
/// @param session the values of `a=` lines of the session
/// @param media those of the stream
public record MediaAnswer(int port, List<String> session, List<String> media) {
    /// Copies the lists.
    public MediaAnswer {
        session = List.copyOf(session);
        media = List.copyOf(media);
    }
}
