package dev.ringback.paging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Ids;
import dev.ringback.uri.SipUri;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Requests that form no dialog.
class OneShotTest {
    private static final Ids IDS =
            new Ids() {
                @Override
                public String branch() {
                    return "z9hG4bK1";
                }

                @Override
                public String tag() {
                    return "t";
                }

                @Override
                public String callId() {
                    return "c@ringback";
                }
            };

    private static final SipUri BOB =
            SipUri.of(false, "bob", "192.0.2.2", 5070).withParameter("transport", "tcp");
    private static final SipUri CAROL = SipUri.of(false, "carol", "192.0.2.3", -1);
    private static final NameAddress ALICE =
            Objects.requireNonNull(NameAddress.parse("\"Alice\" <sip:alice@example.com>"));

    private static SipRequest message(int length) {
        return message(BOB, length);
    }

    private static SipRequest message(SipUri to, int length) {
        return draft(to, length)
                .set(HeaderName.VIA, "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1")
                .build();
    }

    private static SipRequest.Builder draft(SipUri to, int length) {
        byte[] body = "x".repeat(length).getBytes(StandardCharsets.UTF_8);
        return OneShot.message(to, ALICE, IDS, "text/plain", body);
    }

    @Test
    void aMessageHasABodyAndNoContact() {
        SipRequest message = message(5);

        assertThat(message.has(HeaderName.CONTACT)).isFalse();
        assertThat(message.value(HeaderName.CONTENT_TYPE)).isEqualTo("text/plain");
        assertThat(message.body()).hasSize(5);
        assertThat(message.value(HeaderName.FROM))
                .isEqualTo("\"Alice\" <sip:alice@example.com>;tag=t");
        assertThat(message.value(HeaderName.TO)).isEqualTo("<sip:bob@192.0.2.2:5070>");
        assertThat(message.requestUri()).isEqualTo(BOB);
    }

    @Test
    void aMessageThatADatagramMightNotTakeIsTooLong() {
        NameAddress stream = Objects.requireNonNull(NameAddress.parse("<sips:p.example.com;lr>"));
        NameAddress datagram = Objects.requireNonNull(NameAddress.parse("<sip:p.example.com;lr>"));
        int room = OneShot.LARGEST_MESSAGE - message(CAROL, 1000).size() + 1000;

        assertThat(OneShot.tooLong(message(CAROL, room), List.of())).isFalse();
        assertThat(OneShot.tooLong(message(CAROL, room + 1), List.of())).isTrue();
        assertThat(OneShot.tooLong(message(BOB, 5000), List.of())).isFalse();
        assertThat(OneShot.tooLong(message(BOB, 5000), List.of(datagram))).isTrue();
        assertThat(OneShot.tooLong(message(CAROL, 5000), List.of(stream))).isFalse();
    }

    @Test
    void optionsAskForSessionDescriptions() {
        SipRequest options =
                OneShot.options(BOB, ALICE, IDS)
                        .set(HeaderName.VIA, "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1")
                        .build();

        assertThat(options.value(HeaderName.ACCEPT)).isEqualTo("application/sdp");
        assertThat(options.bodyLength()).isZero();
    }
}
