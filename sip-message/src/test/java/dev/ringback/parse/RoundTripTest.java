package dev.ringback.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.header.address.Contact;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.sample.RandomMessages;
import dev.ringback.sample.Samples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Properties of many random messages. A failure names its seed.
class RoundTripTest {
    private static final int SEEDS = 3_000;
    private static final String OWN_VIA = "SIP/2.0/UDP proxy.example;branch=z9hG4bKown";

    @Test
    void writingIsTheInverseOfParsing() {
        for (long seed = 0; seed < SEEDS; seed++) {
            String text = new RandomMessages(seed).message();
            SipMessage message = Samples.message(text);
            assertThat(message).as("seed %d", seed).hasToString(text);
            SipMessage edited =
                    message instanceof SipRequest request
                            ? request.edit().build()
                            : ((SipResponse) message).edit().build();
            assertThat(edited).as("seed %d", seed).hasToString(text);
        }
    }

    @Test
    void typedValuesAreReadBackFromTheirWireForm() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SipMessage message = Samples.message(new RandomMessages(seed).message());
            for (Via via : message.read(Via.FIELD).values()) {
                assertThat(Via.parse(via.toString())).as("seed %d", seed).isEqualTo(via);
            }
            for (Contact contact : message.read(Contact.FIELD).values()) {
                assertThat(Contact.FIELD.parse(contact.toString()))
                        .as("seed %d", seed)
                        .isEqualTo(contact);
            }
        }
    }

    @Test
    void aHopChangesOnlyItsOwnLines() {
        for (long seed = 0; seed < SEEDS; seed++) {
            if (!(Samples.message(new RandomMessages(seed).message())
                    instanceof SipRequest before)) {
                continue;
            }
            SipRequest after =
                    before.edit()
                            .addFirst(HeaderName.VIA, OWN_VIA)
                            .set(HeaderName.MAX_FORWARDS, "42")
                            .addFirst(HeaderName.RECORD_ROUTE, "<sip:proxy;lr>")
                            .build();
            SipMessage parsed = Samples.message(after.toBytes());
            assertThat(lines(parsed)).as("seed %d", seed).isEqualTo(lines(after));
            assertThat(after.topVia()).hasToString(OWN_VIA);
            assertThat(after.maxForwards()).isEqualTo(42);
            List<String> kept = lines(after);
            kept.remove("Via: " + OWN_VIA);
            kept.remove("Max-Forwards: 42");
            kept.remove("Record-Route: <sip:proxy;lr>");
            List<String> expected = lines(before);
            expected.removeIf(line -> line.startsWith("Max-Forwards: "));
            assertThat(kept).as("seed %d", seed).isEqualTo(expected);
            assertThat(after.body()).isEqualTo(before.body());
            SipRequest back =
                    after.edit()
                            .removeFirst(HeaderName.VIA)
                            .removeFirst(HeaderName.RECORD_ROUTE)
                            .set(HeaderName.MAX_FORWARDS, "" + before.maxForwards())
                            .build();
            assertThat(lines(back)).as("seed %d", seed).isEqualTo(lines(before));
        }
    }

    private static List<String> lines(SipMessage message) {
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < message.headerCount(); line++) {
            lines.add(message.headerName(line) + ": " + message.headerValue(line));
        }
        return lines;
    }

    @Test
    void repliesFitTheirRequests() {
        for (long seed = 0; seed < SEEDS; seed++) {
            if (!(Samples.message(new RandomMessages(seed).message())
                    instanceof SipRequest request)) {
                continue;
            }
            SipResponse reply = SipResponse.replyTo(request, 486).toTag("mine").build();
            assertThat(Samples.message(reply.toBytes())).hasToString(reply.toString());
            assertThat(reply.values(HeaderName.VIA)).isEqualTo(request.values(HeaderName.VIA));
            assertThat(reply.from()).isEqualTo(request.from());
            assertThat(reply.callId()).isEqualTo(request.callId());
            assertThat(reply.cSeq()).isEqualTo(request.cSeq());
            String tag = request.to().tag();
            assertThat(reply.to().tag()).as("seed %d", seed).isEqualTo(tag == null ? "mine" : tag);
            assertThat(reply.to().uri()).isEqualTo(request.to().uri());
        }
    }
}
