package dev.ringback.sdp;

/// How much of a session description is read; what is beyond makes it malformed.
///
/// @param octets the octets of the whole
/// @param lines the lines, blank ones too
/// @param lineLength the octets of one line without its end
/// @param media the media descriptions
public record SdpLimits(int octets, int lines, int lineLength, int media) {
    /// Limits that fit what browsers write with many candidates and many streams.
    public static SdpLimits defaults() {
        return new SdpLimits(256 * 1024, 4096, 8192, 256);
    }
}
