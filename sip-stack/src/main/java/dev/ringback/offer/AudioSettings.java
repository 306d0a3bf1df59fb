package dev.ringback.offer;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the own side of an audio stream can do and where it is. Immutable.
///
/// @param sessionId the number of the session in `o=`, RFC 8866 §5.2
/// @param address where media are received: an address, IPv6 without brackets
/// @param port the port of RTP; that of RTCP is the next one
/// @param formats what is understood, the best first; events last
/// @param packetTime how much sound a packet should hold, RFC 8866 §6.4
/// @param mostPacketTime how much it may hold; null where that does not matter
public record AudioSettings(
        long sessionId,
        String address,
        int port,
        List<AudioFormat> formats,
        Duration packetTime,
        @Nullable Duration mostPacketTime) {
    private static final Duration USUAL = Duration.ofMillis(20);

    /// Copies the list.
    public AudioSettings {
        formats = List.copyOf(formats);
    }

    /// PCMU, PCMA and telephone events in packets of 20 ms.
    public static AudioSettings of(long sessionId, String address, int port) {
        List<AudioFormat> all = List.of(AudioFormat.PCMU, AudioFormat.PCMA, AudioFormat.EVENTS);
        return new AudioSettings(sessionId, address, port, all, USUAL, null);
    }

    /// This with other formats.
    public AudioSettings withFormats(List<AudioFormat> others) {
        return new AudioSettings(sessionId, address, port, others, packetTime, mostPacketTime);
    }

    /// This with other packets.
    ///
    /// @param most how much sound one may hold; null where that does not matter
    public AudioSettings withPackets(Duration usual, @Nullable Duration most) {
        return new AudioSettings(sessionId, address, port, formats, usual, most);
    }
}
