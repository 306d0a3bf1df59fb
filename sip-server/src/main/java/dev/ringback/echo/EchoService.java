package dev.ringback.echo;

/// What the echoes of all shards share.
///
/// @param settings the bounds and manners
/// @param media where the sound is heard and sent back
public record EchoService(EchoSettings settings, EchoMedia media) {
    /// One without sound.
    public EchoService(EchoSettings settings) {
        this(settings, EchoMedia.NONE);
    }
}
