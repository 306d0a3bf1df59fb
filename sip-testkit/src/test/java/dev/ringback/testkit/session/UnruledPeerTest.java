package dev.ringback.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.dialog.RAck;
import dev.ringback.header.dialog.RSeq;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.offer.MediaControl.Wish;
import dev.ringback.session.EndReason;
import dev.ringback.session.InviteSession;
import dev.ringback.session.Provisional;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Transport;
import dev.ringback.testkit.Faults;
import dev.ringback.testkit.PeerNode;
import dev.ringback.testkit.ScriptedPeer;
import dev.ringback.testkit.Simulation;
import dev.ringback.testkit.Watched;
import dev.ringback.uri.SipUri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Peers that do not keep to the rules of session descriptions and of reliable responses: each has
/// a result.
class UnruledPeerTest {
    private static final String SDP =
            "v=0|o=- 1 1 IN IP4 10.0.0.9|s=-|c=IN IP4 10.0.0.9|t=0 0|m=audio 6000 RTP/AVP 0|";
    private static final SipUri PEER = SipUri.of(false, "peer", "10.0.0.9", 5060);

    private final Simulation simulation = Watched.simulation(1);
    private final Party bob = Party.at(simulation, "bob", "10.0.0.2").able(Extended.ALL);
    private final ScriptedPeer peer = new ScriptedPeer().contact("<sip:peer@10.0.0.9>");
    private final PeerNode node =
            new PeerNode(simulation, "peer", "10.0.0.9", peer).listen(Transport.UDP, 5060);

    private void send(SipRequest request) {
        var to = new InetSocketAddress(InetAddress.ofLiteral("10.0.0.2"), 5060);
        node.send(new Hop(Transport.UDP, to), request);
    }

    private SipRequest request(Method method, int number, @Nullable String toTag, String... lines) {
        SipRequest.Builder request =
                SipRequest.builder(method, bob.uri())
                        .set(
                                HeaderName.VIA,
                                "SIP/2.0/UDP 10.0.0.9:5060;branch=z9hG4bK" + method + number)
                        .set(HeaderName.MAX_FORWARDS, "70")
                        .set(HeaderName.FROM, "<sip:peer@10.0.0.9>;tag=p1")
                        .set(
                                HeaderName.TO,
                                "<sip:bob@10.0.0.2>" + (toTag == null ? "" : ";tag=" + toTag))
                        .set(HeaderName.CALL_ID, "unruled")
                        .set(HeaderName.CSEQ, number + " " + method)
                        .set(HeaderName.CONTACT, "<sip:peer@10.0.0.9>");
        for (String line : lines) {
            int colon = line.indexOf(':');
            request.set(HeaderName.of(line.substring(0, colon)), line.substring(colon + 1).strip());
        }
        return request.build();
    }

    private static SipRequest with(SipRequest request, String sdp) {
        return request.edit().body("application/sdp", bytes(sdp)).build();
    }

    private static byte[] bytes(String sdp) {
        return sdp.replace("|", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private void run() {
        simulation.run(Duration.ofMinutes(10));
        assertThat(bob.left()).isNull();
    }

    private SipResponse last(int status) {
        return peer.responses(status).getLast();
    }

    /// Acknowledges every call that is taken.
    private ScriptedPeer acknowledging() {
        return peer.on(
                message -> message instanceof SipResponse r && r.status() == 200 && ofInvite(r),
                message -> {
                    send(request(Method.ACK, 1, message.to().tag()));
                    return List.of();
                });
    }

    /// Rings reliably, and acknowledges the refusals.
    private void ringing() {
        bob.taking(side -> side.session().progress(Provisional.of(180).reliably()));
        peer.on(
                message -> message instanceof SipResponse r && r.status() >= 300 && ofInvite(r),
                message -> {
                    send(
                            request(Method.ACK, 1, message.to().tag())
                                    .edit()
                                    .set(
                                            HeaderName.VIA,
                                            Objects.requireNonNull(message.value(HeaderName.VIA))
                                                    .replaceAll(";received=[^;]*", ""))
                                    .build());
                    return List.of();
                });
        send(with(request(Method.INVITE, 1, null, "Supported: 100rel"), SDP));
        simulation.runFor(Duration.ofMillis(100));
    }

    private static boolean ofInvite(SipMessage message) {
        return message.cSeq().method().equals(Method.INVITE);
    }

    @Test
    void whoNeverAcknowledgesAReliableResponseIsRefusedWith504() {
        ringing();
        simulation.runFor(Duration.ofSeconds(31));
        assertThat(peer.responses(180)).hasSize(6);
        assertThat(peer.responses(504)).isEmpty();
        run();
        assertThat(peer.responses(504)).isNotEmpty();
        assertThat(bob.only().ended())
                .isInstanceOfSatisfying(
                        EndReason.Rejected.class,
                        end -> assertThat(end.response().status()).isEqualTo(504));
    }

    @Test
    void aPrackThatMatchesNothingIsAnswered481() {
        ringing();
        String tag = last(180).to().tag();
        send(request(Method.PRACK, 2, tag, "RAck: 1 1 INVITE"));
        simulation.runFor(Duration.ofMillis(100));
        assertThat(peer.responses(481)).hasSize(1);
        long rSeq = Objects.requireNonNull(last(180).read(RSeq.FIELD).first());
        RAck good = new RAck(rSeq, last(180).cSeq());
        send(request(Method.PRACK, 3, tag, "RAck: " + good));
        simulation.runFor(Duration.ofMillis(100));
        assertThat(last(200).cSeq().method()).isEqualTo(Method.PRACK);
        bob.only().order(InviteSession::hangUp);
        run();
    }

    @Test
    void anOfferInAPrackIsAnsweredInIts2xx() {
        bob.taking(side -> side.session().progress(Provisional.earlyMedia().reliably()));
        peer.onRequest(Method.BYE, ScriptedPeer.respond(200));
        send(with(request(Method.INVITE, 1, null, "Supported: 100rel"), SDP));
        simulation.runFor(Duration.ofMillis(100));
        String tag = last(183).to().tag();
        RAck good =
                new RAck(
                        Objects.requireNonNull(last(183).read(RSeq.FIELD).first()),
                        last(183).cSeq());
        String held = SDP.replace("1 1 IN", "1 2 IN") + "a=sendonly|";
        send(with(request(Method.PRACK, 2, tag, "RAck: " + good), held));
        simulation.runFor(Duration.ofMillis(100));
        assertThat(last(200).cSeq().method()).isEqualTo(Method.PRACK);
        assertThat(new String(last(200).body(), StandardCharsets.UTF_8)).contains("a=recvonly");
        send(request(Method.BYE, 3, tag));
        simulation.run(Duration.ofMinutes(10));
        assertThat(bob.left()).isNull();
    }

    /// What makes no sense is 400, what we cannot take 488, what is no description at all 415.
    @ParameterizedTest
    @CsvSource({
        "application/sdp, garbage, 400",
        "application/sdp, v=0|o=nobody|, 400",
        "application/sdp, v=0|o=- 1 1 IN IP4 10.0.0.9|s=-|t=0 0|m=audio x RTP/AVP 0|, 400",
        "application/sdp, v=0|o=- 1 1 IN IP4 10.0.0.9|s=-|t=0 0|m=audio 6 RTP/AVP 0|, 488",
        "application/xml, <offer/>, 415",
    })
    void anOfferThatIsNoneIsRefused(String type, String body, int status) {
        bob.taking(side -> side.session().accept());
        peer.on(_ -> false, _ -> List.of());
        send(request(Method.INVITE, 1, null).edit().body(type, bytes(body)).build());
        simulation.runFor(Duration.ofSeconds(1));
        assertThat(peer.responses(status)).isNotEmpty();
        if (status == 488) {
            assertThat(last(488).value(HeaderName.WARNING)).startsWith("399 ");
            assertThat(new String(last(488).body(), StandardCharsets.UTF_8))
                    .contains("m=audio 0 RTP/AVP 0 8 101");
        }
        simulation.runFor(Duration.ofSeconds(40));
        assertThat(bob.left()).isNull();
    }

    /// The answer cannot be used: the call is acknowledged and ended with BYE.
    @ParameterizedTest
    @CsvSource({
        "'', no answer in SUCCESS",
        "garbage, line 1: does not begin with v= (RFC 8866 §5)",
        "v=0|o=- 1 1 IN IP4 10.0.0.9|s=-|t=0 0|, an answer with 0 streams to an offer with 1",
        "v=0|o=- 1 1 IN IP4 10.0.0.9|s=-|c=IN IP4 10.0.0.9|t=0 0|m=audio 6000 RTP/AVP 18|, "
                + "Incompatible media format",
    })
    void anAnswerThatIsNoneEndsTheCall(String body, String fault) {
        peer.onRequest(
                        Method.INVITE,
                        (invite, tag) -> {
                            var ok = SipResponse.replyTo(invite, 200).toTag(tag);
                            ok.set(HeaderName.CONTACT, "<sip:peer@10.0.0.9>");
                            return body.isEmpty()
                                    ? ok.build()
                                    : ok.body("application/sdp", bytes(body)).build();
                        })
                .onRequest(Method.BYE, ScriptedPeer.respond(200));
        Side call = bob.call(PEER);
        run();
        assertThat(call.ended())
                .isInstanceOfSatisfying(
                        EndReason.NotAgreed.class, end -> assertThat(end.fault()).isEqualTo(fault));
        assertThat(peer.requests(Method.ACK)).hasSize(1);
        assertThat(peer.requests(Method.BYE)).hasSize(1);
    }

    @Test
    void aReinviteWithGarbageChangesNothing() {
        bob.taking(side -> side.session().accept());
        acknowledging();
        send(with(request(Method.INVITE, 1, null), SDP));
        simulation.runFor(Duration.ofSeconds(1));
        String tag = last(200).to().tag();
        send(with(request(Method.INVITE, 2, tag), "garbage"));
        simulation.runFor(Duration.ofSeconds(1));
        assertThat(peer.responses(400)).isNotEmpty();
        send(with(request(Method.UPDATE, 3, tag), "garbage"));
        simulation.runFor(Duration.ofSeconds(1));
        assertThat(peer.responses(400))
                .anyMatch(response -> response.cSeq().method().equals(Method.UPDATE));
        assertThat(Extended.media(bob.only()).stream()).isNotNull();
        send(request(Method.BYE, 4, tag));
        simulation.runFor(Duration.ofSeconds(40));
        assertThat(bob.only().ended()).isInstanceOf(EndReason.ByPeer.class);
        assertThat(bob.left()).isNull();
    }

    @Test
    void anUpdateMovesTheTargetOfTheDialog() {
        node.listen(Transport.UDP, 5062);
        bob.taking(side -> side.session().accept());
        acknowledging().onRequest(Method.BYE, ScriptedPeer.respond(200));
        send(with(request(Method.INVITE, 1, null), SDP));
        simulation.runFor(Duration.ofSeconds(1));
        SipRequest update = request(Method.UPDATE, 2, last(200).to().tag());
        send(update.edit().set(HeaderName.CONTACT, "<sip:moved@10.0.0.9:5062>").build());
        simulation.runFor(Duration.ofSeconds(1));
        bob.only().order(InviteSession::hangUp);
        run();
        assertThat(peer.requests(Method.BYE).getFirst().requestUri().toString())
                .isEqualTo("sip:moved@10.0.0.9:5062");
    }

    @Test
    void anUpdateThatMeetsOursIsRefusedWith491() {
        bob.taking(side -> side.session().accept());
        peer.on(
                        message ->
                                message instanceof SipResponse r
                                        && r.status() == 200
                                        && ofInvite(r),
                        message -> {
                            send(request(Method.ACK, 1, message.to().tag()));
                            return List.of();
                        })
                .onRequest(Method.BYE, ScriptedPeer.respond(200));
        send(with(request(Method.INVITE, 1, null), SDP));
        simulation.runFor(Duration.ofSeconds(1));
        String tag = last(200).to().tag();
        bob.only().order(session -> assertThat(session.update(Wish.HOLD)).isTrue());
        simulation.runFor(Duration.ofMillis(50));
        send(with(request(Method.UPDATE, 2, tag), SDP));
        simulation.runFor(Duration.ofMillis(100));
        assertThat(peer.responses(491)).hasSize(1);
        send(request(Method.UPDATE, 3, tag));
        simulation.runFor(Duration.ofMillis(100));
        assertThat(last(200).cSeq().number()).isEqualTo(3);
        bob.only().order(InviteSession::hangUp);
        run();
    }

    /// One with that number, and a description where there is one.
    private static SipResponse reliable(SipRequest invite, String tag, int number) {
        SipResponse.Builder ringing = SipResponse.replyTo(invite, 180).toTag(tag);
        ringing.set(HeaderName.CONTACT, "<sip:peer@10.0.0.9>")
                .set(HeaderName.REQUIRE, "100rel")
                .set(RSeq.FIELD, (long) number);
        return ringing.build();
    }

    @Test
    void reliableResponsesThatOvertakeOthersAreNotAcknowledgedBeforeThem() {
        Duration milli = Duration.ofMillis(1);
        simulation.network().faults(Faults.none().withDelay(milli, milli));
        peer.onRequest(
                        Method.INVITE,
                        (invite, tag) -> reliable(invite, tag, 7),
                        (invite, tag) -> reliable(invite, tag, 9),
                        (invite, tag) -> reliable(invite, tag, 7),
                        (invite, tag) -> reliable(invite, tag, 8))
                .onRequest(Method.PRACK, ScriptedPeer.respond(200))
                .onRequest(Method.CANCEL, ScriptedPeer.respond(200));
        Side call = bob.call(PEER);
        simulation.runFor(Duration.ofSeconds(1));
        assertThat(
                        peer.requests(Method.PRACK).stream()
                                .map(prack -> String.valueOf(prack.value(HeaderName.RACK)))
                                .sorted())
                .containsExactly("7 1 INVITE", "8 1 INVITE");
        call.order(InviteSession::hangUp);
        simulation.run(Duration.ofMinutes(10));
        assertThat(bob.left()).isNull();
    }

    @Test
    void aReliableResponseToAReinviteIsAcknowledgedToo() {
        peer.onRequest(
                        Method.INVITE,
                        (invite, tag) ->
                                invite.to().tag() == null
                                        ? accepted(invite, tag)
                                        : reliable(invite, tag, 100))
                .onRequest(Method.PRACK, ScriptedPeer.respond(200))
                .onRequest(Method.CANCEL, ScriptedPeer.respond(200))
                .onRequest(Method.BYE, ScriptedPeer.respond(200));
        Side call = bob.call(PEER);
        simulation.runFor(Duration.ofSeconds(1));
        call.order(session -> session.reoffer(Wish.HOLD));
        simulation.runFor(Duration.ofSeconds(1));
        assertThat(peer.requests(Method.PRACK)).hasSize(1);
        assertThat(peer.requests(Method.PRACK).getFirst().value(HeaderName.RACK))
                .isEqualTo("100 2 INVITE");
        call.order(InviteSession::hangUp);
        simulation.run(Duration.ofMinutes(10));
        assertThat(bob.left()).isNull();
    }

    private static SipResponse accepted(SipRequest invite, String tag) {
        return SipResponse.replyTo(invite, 200)
                .toTag(tag)
                .set(HeaderName.CONTACT, "<sip:peer@10.0.0.9>")
                .body("application/sdp", bytes(SDP))
                .build();
    }

    @Test
    void aRefusedReferLeavesTheSessionAlone() {
        peer.onRequest(Method.INVITE, UnruledPeerTest::accepted)
                .onRequest(Method.REFER, ScriptedPeer.respond(480))
                .onRequest(Method.BYE, ScriptedPeer.respond(200));
        Side call = bob.call(PEER);
        simulation.runFor(Duration.ofSeconds(1));
        call.order(
                session ->
                        session.send(
                                Method.REFER,
                                refer -> refer.set(HeaderName.REFER_TO, "<sip:x@10.0.0.8>"),
                                new Heard(() -> {})));
        simulation.runFor(Duration.ofSeconds(10));
        assertThat(peer.requests(Method.REFER)).isNotEmpty();
        assertThat(call.ended()).isNull();
        call.order(InviteSession::hangUp);
        run();
    }
}
