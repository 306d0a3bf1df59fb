package dev.ringback.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Input;
import dev.ringback.stack.Output;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What a reload means for requests that are under way, and what outlives it.
class VersionedRequestsTest {
    private static final String OPEN = "auth: {required: false}\n";
    private static final String BOB = "sip:bob@example.com";
    private static final Flow PHONE = VersionBench.udp("192.0.2.20");

    private static void register(VersionBench bench, Flow flow) {
        assertThat(registered(bench, flow, "3600").status()).isEqualTo(200);
    }

    private static SipResponse registered(VersionBench bench, Flow flow, String expires) {
        String text =
                bench.request("REGISTER", "sip:example.com", "<" + BOB + ">", "Expires: " + expires)
                        .replace("<sip:carol@192.0.2.10>", "<sip:bob@192.0.2.20>");
        return bench.ask(flow, text);
    }

    @Test
    void requestThatWaitsAcrossAReloadEndsByItsOwnVersionAndTheNextByTheNewOne() throws Exception {
        VersionBench bench = new VersionBench(OPEN);
        register(bench, PHONE);
        bench.location.slow = true;
        String waiting = bench.request("INVITE", BOB, "<" + BOB + ">");
        assertThat(bench.receive(VersionBench.udp("192.0.2.10"), waiting)).isEmpty();

        bench.reload(OPEN + "mode: redirect\n");
        // the shard works by the new version before the old request goes on
        String other = bench.request("OPTIONS", "sip:example.com", "<sip:example.com>");
        assertThat(bench.ask(other).status()).isEqualTo(200);
        List<Output.Send> sent = bench.answer();
        SipRequest invite = VersionBench.forwarded(sent);
        assertThat(invite.requestUri()).hasToString("sip:bob@192.0.2.20");

        bench.receive(
                VersionBench.udp("192.0.2.10"), bench.request("INVITE", BOB, "<" + BOB + ">"));
        assertThat(VersionBench.response(bench.answer()).status()).isEqualTo(302);

        SipResponse ok =
                SipResponse.replyTo(invite, 200)
                        .toTag("b")
                        .set(HeaderName.CONTACT, "<sip:bob@192.0.2.20>")
                        .build();
        Output.Send answer = bench.handle(new Input.Received(PHONE, ok)).getFirst();
        assertThat(((SipResponse) answer.message()).status()).isEqualTo(200);
        assertThat(bench.counters.callsUp()).isEqualTo(1);
    }

    @Test
    void boundsOfTheRegistrarAreThoseOfTheVersion() throws Exception {
        VersionBench bench = new VersionBench(OPEN);
        assertThat(registered(bench, PHONE, "120").status()).isEqualTo(200);
        bench.reload(OPEN + "registrar: {min-expires: 10m}\n");
        SipResponse brief = registered(bench, PHONE, "120");
        assertThat(brief.status()).isEqualTo(423);
        assertThat(bench.counters.counts(0).work().registrations()).isEqualTo(1);
        assertThat(brief.value(HeaderName.MIN_EXPIRES)).isEqualTo("600");
    }

    @Test
    void callsOfTheEchoOutliveAReload() throws Exception {
        VersionBench bench = new VersionBench(OPEN);
        String echo = "sip:echo@example.com";
        String call = "echoed";
        SipResponse ok =
                bench.ask(bench.request("INVITE", echo, "<" + echo + ">", call, new String[0]));
        assertThat(ok.status()).isEqualTo(200);
        bench.reload(OPEN + "echo: {answer-after: 1s}\n");
        String to = "<" + echo + ">;tag=" + ok.to().tag();
        assertThat(bench.ask(bench.request("BYE", echo, to, call, new String[0])).status())
                .isEqualTo(200);
        assertThat(bench.counters.callsUp()).isZero();
    }

    @Test
    void challengesOutliveAReload() throws Exception {
        VersionBench bench = new VersionBench("");
        SipResponse challenge = registered(bench, PHONE, "3600");
        assertThat(challenge.status()).isEqualTo(401);
        Matcher nonce =
                Pattern.compile("nonce=\"([^\"]+)\"")
                        .matcher(String.valueOf(challenge.value(HeaderName.WWW_AUTHENTICATE)));
        assertThat(nonce.find()).isTrue();
        bench.reload("registrar: {max-contacts: 3}\n");
        SipResponse again =
                bench.ask(
                        PHONE,
                        bench.request(
                                "REGISTER",
                                "sip:example.com",
                                "<" + BOB + ">",
                                "Authorization: " + credentials(nonce.group(1))));
        assertThat(again.status()).isEqualTo(200);
    }

    /// Those of bob, whose password is secret.
    private static String credentials(String nonce) throws Exception {
        String secret = md5("bob:example.com:secret");
        String request = md5("REGISTER:sip:example.com");
        return "Digest username=\"bob\", realm=\"example.com\", uri=\"sip:example.com\","
                + " nc=00000001, cnonce=\"1\", qop=auth, algorithm=MD5, nonce=\""
                + nonce
                + "\", response=\""
                + md5(secret + ":" + nonce + ":00000001:1:auth:" + request)
                + "\"";
    }

    private static String md5(String text) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("MD5");
        return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void endOfAConnectionMarksBindingsOfEarlierVersions() throws Exception {
        VersionBench bench = new VersionBench(OPEN);
        Flow connection = VersionBench.tcp("192.0.2.20", 7);
        String text =
                bench.request(
                                "REGISTER",
                                "sip:example.com",
                                "<" + BOB + ">",
                                "Supported: outbound, path")
                        .replace(
                                "<sip:carol@192.0.2.10>",
                                "<sip:bob@x.invalid;transport=tcp>;reg-id=1"
                                        + ";+sip.instance=\"<urn:uuid:f81d4fae-7dec-11d0-a765-"
                                        + "00a0c91e6bf6>\"");
        assertThat(bench.ask(connection, text).status()).isEqualTo(200);
        bench.reload(OPEN + "registrar: {max-contacts: 3}\n");
        bench.ask(bench.request("OPTIONS", "sip:example.com", "<sip:example.com>"));
        bench.handle(new Input.FlowClosed(connection, "closed"));
        List<Binding> bindings =
                bench.location.bindings(new AddressOfRecord("bob", "example.com"), 0);
        assertThat(bindings).singleElement().matches(Binding::failed);
    }

    @Test
    void drainTurnsNewWorkAwayOnEveryTransportAndLetsTheRestGoOn() throws Exception {
        VersionBench bench = new VersionBench(OPEN);
        register(bench, PHONE);
        Flow caller = VersionBench.udp("192.0.2.10");
        List<Output.Send> sent =
                bench.receive(
                        caller,
                        bench.request("INVITE", BOB, "<" + BOB + ">", "held", new String[0]));
        SipRequest invite = VersionBench.forwarded(sent);
        bench.drain(true);
        SipResponse ok =
                SipResponse.replyTo(invite, 200)
                        .toTag("b")
                        .set(HeaderName.CONTACT, "<sip:bob@192.0.2.20>")
                        .build();
        assertThat(VersionBench.response(bench.handle(new Input.Received(PHONE, ok))).status())
                .isEqualTo(200);
        for (Flow flow : List.of(caller, VersionBench.tcp("192.0.2.11", 3))) {
            for (String method : List.of("INVITE", "MESSAGE", "OPTIONS", "SUBSCRIBE")) {
                SipResponse refused = bench.ask(flow, bench.request(method, BOB, "<" + BOB + ">"));
                assertThat(refused.status()).as(method).isEqualTo(503);
                assertThat(refused.value(HeaderName.RETRY_AFTER)).isEqualTo("10");
            }
        }
        SipResponse refresh = registered(bench, PHONE, "3600");
        assertThat(refresh.status()).isEqualTo(503);
        String route = String.valueOf(invite.value(HeaderName.RECORD_ROUTE));
        String bye =
                bench.request(
                        "BYE",
                        "sip:bob@192.0.2.20",
                        "<" + BOB + ">;tag=b",
                        "held",
                        new String[] {"Route: " + route});
        SipRequest forwarded = VersionBench.forwarded(bench.receive(caller, bye));
        SipResponse ended = SipResponse.replyTo(forwarded, 200).build();
        assertThat(VersionBench.response(bench.handle(new Input.Received(PHONE, ended))).status())
                .isEqualTo(200);
        assertThat(bench.counters.callsUp()).isZero();
        bench.drain(false);
        assertThat(registered(bench, PHONE, "3600").status()).isEqualTo(200);
    }
}
