package dev.ringback.offer;

import dev.ringback.sdp.Connection;
import dev.ringback.sdp.Direction;
import dev.ringback.sdp.MediaDescription;
import dev.ringback.sdp.Rtcp;
import dev.ringback.sdp.SessionDescription;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What two descriptions that were agreed on mean for the audio stream in this place: RFC 3264
/// §6.1, §7, §8.4.
///
/// @param settings the own side
/// @param agreed the descriptions
/// @param index which stream
record AudioFlow(AudioSettings settings, MediaControl.Agreed agreed, int index) {
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMillis(200);
    private static final int MOST_PORT = 65_535;

    /// The stream; null where there is none.
    @Nullable AudioStream stream() {
        SessionDescription remote = agreed.remote();
        MediaDescription own = agreed.local().media().get(index);
        MediaDescription theirs = remote.media().get(index);
        Connection connection = remote.connection(theirs);
        List<AudioFormat> ours = AudioLine.read(own);
        AudioFormat codec = codec(own, theirs);
        if (own.port() == 0 || theirs.port() == 0 || connection == null || codec == null) {
            return null;
        }
        return new AudioStream(
                remote(theirs, connection),
                direction(own, theirs, connection),
                codec,
                events(ours, theirs),
                ours,
                packetTime(theirs));
    }

    /// The first of the answer that the offer has too, under the number of the peer.
    private @Nullable AudioFormat codec(MediaDescription own, MediaDescription theirs) {
        List<AudioFormat> offered = AudioLine.read(agreed.offered() ? own : theirs);
        MediaDescription answer = agreed.offered() ? theirs : own;
        for (AudioFormat one : AudioLine.common(offered, answer)) {
            for (AudioFormat sent : AudioLine.read(theirs)) {
                if (sent.same(one.map()) && !one.events()) {
                    return sent;
                }
            }
        }
        return null;
    }

    private static int events(List<AudioFormat> ours, MediaDescription theirs) {
        for (AudioFormat one : AudioLine.common(ours, theirs)) {
            if (one.events()) {
                return one.number();
            }
        }
        return -1;
    }

    /// Nothing is sent to who does not receive, be it said by a direction or by an address that is
    /// none (RFC 6337 §5.4).
    private Direction direction(
            MediaDescription own, MediaDescription theirs, Connection connection) {
        Direction here = agreed.local().direction(own);
        Direction there = agreed.remote().direction(theirs);
        return Direction.of(
                here.sends() && there.receives() && !connection.unspecified(),
                here.receives() && there.sends());
    }

    private static AudioStream.Remote remote(MediaDescription theirs, Connection connection) {
        Rtcp rtcp = theirs.attributes().rtcp();
        Connection control = rtcp == null ? null : rtcp.connection();
        return new AudioStream.Remote(
                connection.address(),
                theirs.port(),
                control == null ? connection.address() : control.address(),
                rtcp == null ? Math.min(theirs.port() + 1, MOST_PORT) : rtcp.port());
    }

    /// What the peer asks for, otherwise our own; never more than it takes (RFC 8866 §6.4, §6.5).
    private Duration packetTime(MediaDescription theirs) {
        Duration asked = theirs.attributes().packetTime();
        Duration most = theirs.attributes().mostPacketTime();
        Duration time = asked == null ? settings.packetTime() : asked;
        time = most != null && most.compareTo(time) < 0 ? most : time;
        time = time.compareTo(LONGEST) > 0 ? LONGEST : time;
        return time.compareTo(SHORTEST) < 0 ? SHORTEST : time;
    }
}
