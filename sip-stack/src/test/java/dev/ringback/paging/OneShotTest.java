package dev.ringback.paging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Ids;
import dev.ringback.uri.SipUri;
import java.nio.charset.StandardCharsets;
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
    private static final NameAddress ALICE =
            Objects.requireNonNull(NameAddress.parse("\"Alice\" <sip:alice@example.com>"));

    private static SipRequest message(int length) {
        return draft(length).set(HeaderName.VIA, "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1").build();
    }

    private static SipRequest.Builder draft(int length) {
        byte[] body = "x".repeat(length).getBytes(StandardCharsets.UTF_8);
        return OneShot.message(BOB, ALICE, IDS, "text/plain", body);
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
        int room = OneShot.LARGEST_MESSAGE - message(0).size();

        assertThat(OneShot.excess(draft(0))).isZero();
        assertThat(OneShot.excess(draft(room))).isPositive();
        SipRequest.Builder draft = draft(room - 150);
        assertThat(OneShot.excess(draft)).isZero();
        assertThat(draft.set(HeaderName.VIA, "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1").build())
                .satisfies(
                        built ->
                                assertThat(built.values(HeaderName.VIA))
                                        .containsExactly("SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1"));
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
