package dev.ringback.offer;

import dev.ringback.sdp.Connection;
import dev.ringback.sdp.MediaDescription;
import dev.ringback.sdp.Origin;
import dev.ringback.sdp.SdpResult;
import dev.ringback.sdp.SessionDescription;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Media that do as a test says, and note what they are told.
final class ScriptedMedia implements MediaControl {
    static final SessionDescription OURS = description(1, "audio");
    static final SessionDescription THEIRS = description(2, "audio");

    final List<Agreed> agreements = new ArrayList<>();
    final List<Wish> wishes = new ArrayList<>();
    boolean unacceptable;
    int rejections;

    static SessionDescription description(long id, String... media) {
        List<MediaDescription> lines = new ArrayList<>();
        for (String one : media) {
            lines.add(MediaDescription.of(one, 4000, "RTP/AVP", List.of("0")));
        }
        return SessionDescription.of(Origin.of(id, 0, "192.0.2.1"), Connection.of("192.0.2.1"))
                .withMedia(lines);
    }

    static SdpResult read(SessionDescription description) {
        return SessionDescription.parse(description.toBytes());
    }

    static SdpResult garbage() {
        return SessionDescription.parse("v=0\r\no=nobody\r\n".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public SessionDescription offer(Wish wish) {
        wishes.add(wish);
        return OURS;
    }

    @Override
    public Answered answer(SessionDescription offer) {
        return unacceptable
                ? new Answered.Unacceptable(305, "Incompatible media format", List.of(OURS))
                : new Answered.Accepted(OURS);
    }

    @Override
    public void agreed(Agreed agreed) {
        agreements.add(agreed);
    }

    @Override
    public void rejected() {
        rejections++;
    }

    @Override
    public void closed() {}
}
