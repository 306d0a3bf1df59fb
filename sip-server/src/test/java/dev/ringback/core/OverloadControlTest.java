package dev.ringback.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.admission.Admission;
import dev.ringback.cause.Cause;
import dev.ringback.cause.Resource;
import dev.ringback.header.HeaderName;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.overload.OverloadSettings;
import dev.ringback.stack.Flow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;

/// Overload control as it goes over the wire, between us and a client, and us and a server. RFC
/// 7339 §5.
class OverloadControlTest {
    private static final Flow NEIGHBOUR = CoreBench.udp("192.0.2.30", 5060);
    private static final String OFFER = ";oc;oc-algo=\"loss,rate\"";

    private final CoreBench bench = bench().bind("bob", "sip:bob@192.0.2.20");

    @Test
    void everyResponseTellsANeighbourThatOffersWhatItHasToHoldBack() {
        bench.receive(NEIGHBOUR, invite("1", OFFER));
        SipRequest copy = bench.forwarded("INVITE").getFirst();
        bench.answer(copy, 180, "b");
        bench.answer(copy, 486, "b");
        List<SipResponse> responses = responses();
        assertThat(responses).extracting(SipResponse::status).containsExactly(100, 180, 486);
        for (SipResponse response : responses) {
            assertThat(response.topVia().toString())
                    .contains(";oc=0;", ";oc-algo=\"loss\"", ";oc-validity=0;", ";oc-seq=");
        }
    }

    @Test
    void answersWithoutATransactionTellItToo() {
        bench.receive(NEIGHBOUR, invite("2", OFFER).replace("Max-Forwards: 70", "Max-Forwards: 0"));
        assertThat(bench.lastResponse().topVia().overload()).isNotNull();
    }

    @Test
    void whoIsNoNeighbourIsToldNothing() {
        Flow stranger = CoreBench.udp("192.0.2.77", 5060);
        bench.receive(stranger, invite("1", OFFER).replace("192.0.2.30", "192.0.2.77"));
        assertThat(bench.lastResponse().topVia().toString()).contains(OFFER);
    }

    @Test
    void theOfferGoesNoFurtherAndOursStandsInItsPlaceForNeighboursAlone() {
        bench.receive(NEIGHBOUR, invite("1", OFFER));
        SipRequest far = bench.forwarded("INVITE").getFirst();
        assertThat(far.values(HeaderName.VIA)).noneMatch(via -> via.contains("oc"));
        CoreBench near = bench().bind("bob", "sip:bob@192.0.2.30");
        near.receive(NEIGHBOUR, invite("1", ""));
        assertThat(near.forwarded("INVITE").getFirst().topVia().toString()).endsWith(OFFER);
    }

    @Test
    void whatAServerBehindUsWritesIntoTheCallersViaDoesNotGetThere() {
        bench.receive(NEIGHBOUR, invite("1", ""));
        SipRequest copy = bench.forwarded("INVITE").getFirst();
        List<String> vias = copy.values(HeaderName.VIA);
        SipResponse ringing = SipResponse.replyTo(copy, 180).toTag("b").build();
        SipResponse evil =
                ringing.edit()
                        .remove(HeaderName.VIA)
                        .add(HeaderName.VIA, vias.get(0))
                        .add(HeaderName.VIA, vias.get(1) + ";oc=100;oc-validity=60000;oc-seq=9.9")
                        .build();
        bench.receive(
                CoreBench.udp("192.0.2.20", 5060),
                new String(evil.toBytes(), StandardCharsets.UTF_8));
        assertThat(bench.lastResponse().status()).isEqualTo(180);
        assertThat(bench.lastResponse().topVia().parameters().has("oc")).isFalse();
    }

    @Test
    void whatANeighbourAsksForIsRefusedHereWith503AndWithoutRetryAfter() {
        CoreBench near = bench().bind("bob", "sip:bob@192.0.2.30");
        near.receive(CoreBench.CALLER, CoreBench.text("INVITE", "sip:bob@example.com", "1"));
        SipRequest copy = near.forwarded("INVITE").getFirst();
        tell(near, copy, 486, ";oc=100;oc-algo=\"loss\";oc-validity=60000;oc-seq=1.1");
        near.sends.clear();
        near.receive(
                CoreBench.CALLER,
                CoreBench.text("INVITE", "sip:bob@example.com", "2").replace("call-1", "call-2"));
        assertThat(near.forwarded("INVITE")).isEmpty();
        assertThat(near.lastResponse().status()).isEqualTo(503);
        assertThat(near.lastResponse().has(HeaderName.RETRY_AFTER)).isFalse();
        assertThat(near.cause()).isEqualTo(new Cause.Overloaded(Resource.NEXT_HOP, 100, 100));
    }

    private static void tell(CoreBench bench, SipRequest request, int status, String parameters) {
        Via via = request.topVia().withoutParameter("oc").withoutParameter("oc-algo");
        SipResponse response =
                SipResponse.replyTo(request, status)
                        .toTag("b")
                        .replaceFirst(HeaderName.VIA, via + parameters)
                        .build();
        bench.receive(NEIGHBOUR, new String(response.toBytes(), StandardCharsets.UTF_8));
    }

    private List<SipResponse> responses() {
        return bench.sends.stream()
                .filter(send -> send.message() instanceof SipResponse)
                .map(send -> (SipResponse) send.message())
                .toList();
    }

    private static String invite(String branch, String parameters) {
        String via = "SIP/2.0/UDP 192.0.2.30;branch=z9hG4bK" + branch + parameters;
        return CoreBench.text("INVITE", "sip:bob@example.com", branch)
                .replaceFirst("(?m)^Via: .*$", Matcher.quoteReplacement("Via: " + via));
    }

    private static CoreBench bench() {
        ServerSettings usual = ServerSettings.defaults();
        return new CoreBench(
                new ServerSettings(
                        Mode.PROXY,
                        usual.directory(),
                        usual.registrar(),
                        usual.echo(),
                        usual.proxy()
                                .with(
                                        OverloadSettings.with(
                                                NEIGHBOUR.remote().getAddress()::equals)),
                        usual.load()),
                Admission::open);
    }
}
