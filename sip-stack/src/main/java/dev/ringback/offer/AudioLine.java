package dev.ringback.offer;

import dev.ringback.sdp.Attribute;
import dev.ringback.sdp.Direction;
import dev.ringback.sdp.FormatParameters;
import dev.ringback.sdp.MediaDescription;
import dev.ringback.sdp.RtpMap;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The `m=` line of audio over RTP with what belongs to it: written and read.
final class AudioLine {
    static final String MEDIA = "audio";
    static final String PROTOCOL = "RTP/AVP";

    private AudioLine() {}

    /// The line of these formats.
    ///
    /// @param port where media are received; 0 for a line that tells capabilities only
    static MediaDescription write(
            AudioSettings settings, int port, List<AudioFormat> formats, Direction direction) {
        List<String> numbers = formats.stream().map(format -> "" + format.number()).toList();
        MediaDescription line = MediaDescription.of(MEDIA, port, PROTOCOL, numbers);
        for (AudioFormat format : formats) {
            line = line.withRtpMap(format.map());
            if (format.parameters() != null) {
                String number = "" + format.number();
                line = line.withFormatParameters(new FormatParameters(number, format.parameters()));
            }
        }
        line = line.withAttribute(time("ptime", settings.packetTime()));
        Duration most = settings.mostPacketTime();
        if (most != null) {
            line = line.withAttribute(time("maxptime", most));
        }
        return line.withDirection(direction);
    }

    private static Attribute time(String name, Duration time) {
        BigDecimal millis = BigDecimal.valueOf(time.toNanos(), 6).stripTrailingZeros();
        return Attribute.of(name, millis.toPlainString());
    }

    /// The formats of a line that can be read, in their order.
    static List<AudioFormat> read(MediaDescription line) {
        List<AudioFormat> formats = new ArrayList<>();
        for (String format : line.formats()) {
            RtpMap map = line.rtpMap(format);
            if (map != null) {
                FormatParameters parameters = line.formatParameters(format);
                formats.add(new AudioFormat(map, parameters == null ? null : parameters.text()));
            }
        }
        return formats;
    }

    /// Those of ours that a line has too, in the order and under the numbers of the line.
    static List<AudioFormat> common(List<AudioFormat> ours, MediaDescription line) {
        List<AudioFormat> common = new ArrayList<>();
        for (AudioFormat theirs : read(line)) {
            for (AudioFormat own : ours) {
                boolean twice = common.stream().anyMatch(one -> one.same(own.map()));
                if (own.same(theirs.map()) && !twice) {
                    common.add(new AudioFormat(theirs.map(), own.parameters()));
                }
            }
        }
        return common;
    }

    /// Whether there is something to hear, not just events.
    static boolean sounds(List<AudioFormat> formats) {
        return !formats.stream().allMatch(AudioFormat::events);
    }
}
