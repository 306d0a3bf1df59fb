package dev.ringback.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.body.BodyLimits;
import dev.ringback.body.BodyPart;
import dev.ringback.body.Multipart;
import dev.ringback.body.MultipartResult;
import dev.ringback.header.HeaderName;
import dev.ringback.header.content.ContentType;
import dev.ringback.sdp.MediaDescription;
import dev.ringback.sdp.SdpResult;
import dev.ringback.sdp.SessionDescription;
import java.util.Arrays;
import java.util.Objects;

/// What must hold for any octets as a body.
final class BodyTargets {
    private BodyTargets() {}

    /// A session description: read twice alike, written as it came, and read again when edited.
    static void sdp(byte[] body) {
        SdpResult result = SessionDescription.parse(body.clone());
        assertThat(SessionDescription.parse(body.clone())).isEqualTo(result);
        switch (result) {
            case SdpResult.Malformed malformed ->
                    assertThat(malformed.problem().offset()).isBetween(0, body.length);
            case SdpResult.Parsed parsed -> {
                SessionDescription description = parsed.description();
                assertThat(description.toBytes()).isEqualTo(body);
                assertThat(parsed.problems()).allMatch(problem -> problem.offset() <= body.length);
                description.media().forEach(media -> media(description, media));
                SessionDescription edited =
                        description.withOrigin(description.origin().next()).withName("x");
                SdpResult again = SessionDescription.parse(edited.toBytes());
                assertThat(((SdpResult.Parsed) again).description()).isEqualTo(edited);
            }
        }
    }

    private static void media(SessionDescription description, MediaDescription media) {
        assertThat(description.direction(media)).isNotNull();
        assertThat(media.port()).isBetween(0, 65_535);
        for (String format : media.formats()) {
            assertThat(media.rtpMap(format)).isEqualTo(media.rtpMap(format));
            assertThat(media.formatParameters(format)).isEqualTo(media.formatParameters(format));
        }
    }

    /// A multipart body: up to the first line end its boundary, then the body.
    static void multipart(byte[] input) {
        int line = 0;
        while (line < input.length && input[line] != '\n') {
            line++;
        }
        byte[] value = Arrays.copyOf(input, line);
        ContentType type = ContentType.FIELD.parse(value, 0, line);
        if (type == null || line == input.length) {
            return;
        }
        byte[] body = Arrays.copyOfRange(input, line + 1, input.length);
        MultipartResult result = Multipart.parse(body.clone(), type);
        assertThat(Multipart.parse(body.clone(), type)).isEqualTo(result);
        switch (result) {
            case MultipartResult.Malformed malformed ->
                    assertThat(malformed.offset()).isBetween(0, body.length);
            case MultipartResult.Parsed parsed -> {
                Multipart multipart = parsed.multipart();
                assertThat(multipart.toBytes()).isEqualTo(body);
                multipart.parts().forEach(BodyTargets::part);
                Multipart again = Multipart.of(multipart.parts());
                assertThat(Multipart.parse(again.toBytes(), again.contentType("mixed")))
                        .isEqualTo(new MultipartResult.Parsed(again));
            }
        }
    }

    private static void part(BodyPart part) {
        assertThat(part.multipart(BodyLimits.defaults())).isNotNull();
        assertThat(part.contentLength()).isEqualTo(part.content().length);
        BodyPart edited = part.with(HeaderName.CONTENT_TYPE, "a/b");
        assertThat(edited.content()).isEqualTo(part.content());
        assertThat(Objects.requireNonNull(edited.contentType()).is("a", "b")).isTrue();
    }
}
