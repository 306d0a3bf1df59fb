package dev.ringback.cli.viewer;

import dev.ringback.callflow.draw.Label;
import dev.ringback.callflow.draw.Visible;
import dev.ringback.message.SipMessage;
import dev.ringback.sdp.Connection;
import dev.ringback.sdp.MediaDescription;
import dev.ringback.sdp.RtpMap;
import dev.ringback.sdp.SdpResult;
import dev.ringback.sdp.SessionDescription;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The label of an arrow with as much of the session description as is wanted.
final class SdpText {
    private SdpText() {}

    static List<String> labels(SipMessage message, Settings.Sdp wanted) {
        SessionDescription sdp = Label.sdp(message) ? read(message) : null;
        if (sdp == null || wanted == Settings.Sdp.MARK) {
            return List.of(Label.of(message));
        }
        String head = Label.head(message).split(" ", 2)[0];
        List<String> media = new ArrayList<>();
        for (MediaDescription each : sdp.media()) {
            media.add(each.media() + " " + each.port() + " (" + codec(each) + ")");
        }
        Connection connection = sdp.connection();
        String address = connection == null ? "?" : connection.address();
        if (wanted == Settings.Sdp.ADDRESS) {
            String port = sdp.media().isEmpty() ? "" : ":" + sdp.media().getFirst().port();
            return List.of(Visible.text(head + " (" + address + port + ")"));
        }
        media.addFirst(head + " (" + address + ")");
        return media.stream().limit(4).map(Visible::text).toList();
    }

    private static String codec(MediaDescription media) {
        String format = media.formats().isEmpty() ? "?" : media.formats().getFirst();
        RtpMap map = media.rtpMap(format);
        return map == null ? format : map.encoding();
    }

    private static @Nullable SessionDescription read(SipMessage message) {
        return SessionDescription.parse(message.body()) instanceof SdpResult.Parsed parsed
                ? parsed.description()
                : null;
    }
}
