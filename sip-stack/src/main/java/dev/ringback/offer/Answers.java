package dev.ringback.offer;

import dev.ringback.sdp.MediaDescription;
import dev.ringback.sdp.SessionDescription;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What holds for every answer, whatever the media: RFC 3264 §6.
final class Answers {
    private Answers() {}

    /// What makes a description no answer to an offer; null where it is one.
    static @Nullable String fault(SessionDescription offer, SessionDescription answer) {
        int offered = offer.media().size();
        int answered = answer.media().size();
        if (offered != answered) {
            return "an answer with " + answered + " streams to an offer with " + offered;
        }
        for (int i = 0; i < offered; i++) {
            String wanted = offer.media().get(i).media();
            String given = answer.media().get(i).media();
            if (!wanted.equals(given)) {
                return "an answer with " + given + " to an offer of " + wanted;
            }
        }
        return null;
    }

    /// The answer that refuses each stream of an offer, made of what we could take.
    static SessionDescription none(SessionDescription offer, Answered.Unacceptable why) {
        List<MediaDescription> refused = new ArrayList<>();
        for (MediaDescription one : offer.media()) {
            refused.add(refused(one));
        }
        SessionDescription own =
                why.capabilities().isEmpty() ? offer : why.capabilities().getFirst();
        return own.withMedia(refused);
    }

    /// The line that refuses a stream: port 0 and the formats as they came.
    static MediaDescription refused(MediaDescription offered) {
        List<String> formats = offered.formats().isEmpty() ? List.of("0") : offered.formats();
        return MediaDescription.of(offered.media(), 0, offered.protocol(), formats);
    }
}
