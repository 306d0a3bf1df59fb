package dev.ringback.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.core.CoreBench;
import dev.ringback.core.Mode;
import dev.ringback.core.ServerSettings;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/// SIPS at a registrar, proxy and redirect server: RFC 5630 §5.2 to §5.4, with Bob's PC and phone
/// of its §6.
class SipsTest {
    private static final String PC = "<sip:bob@192.0.2.51>";
    private static final String PHONE = "<sips:bob@192.0.2.52>";
    private static final String GRUU = ";+sip.instance=\"<urn:uuid:f81d4fae>\"";

    private final Flow tls = flow(Transport.TLS, 5061, 1);
    private final Flow udp = CoreBench.CALLER;
    private CoreBench bench = CoreBench.secure(ServerSettings.defaults());
    private int sequence;

    @Test
    void aSipsRequestGoesToTheSipsContactAlone() {
        register(udp, "sip:example.com", PC);
        register(tls, "sips:example.com", PHONE);
        invite(tls, "sips:bob@example.com", "<sips:alice@192.0.2.10>");
        SipRequest copy = only();
        assertThat(copy.requestUri()).hasToString("sips:bob@192.0.2.52");
        assertThat(copy.topVia().transport()).isEqualTo("TLS");
        assertThat(copy.values(HeaderName.RECORD_ROUTE))
                .isNotEmpty()
                .allMatch(value -> value.startsWith("<sips:192.0.2.1:5061;lr;"));
    }

    @Test
    void nobodyIsDowngraded() {
        register(udp, "sip:example.com", PC);
        invite(tls, "sips:bob@example.com", "<sips:alice@192.0.2.10>");
        assertThat(bench.forwarded("INVITE")).isEmpty();
        SipResponse refused = bench.lastResponse();
        assertThat(refused.status()).isEqualTo(480);
        assertThat(refused.value(HeaderName.WARNING))
                .isEqualTo("380 ringback \"SIPS Not Allowed\"");
        assertThat(bench.cause()).isEqualTo(new Cause.CheckFailed(Check.SIPS, "Request-URI"));
    }

    @Test
    void aSipRequestGoesToASipsContactAsSipButOverTls() {
        register(tls, "sips:example.com", PHONE);
        invite(udp, "sip:bob@example.com", "<sip:alice@192.0.2.10>");
        SipRequest copy = only();
        assertThat(copy.requestUri()).hasToString("sip:bob@192.0.2.52");
        assertThat(copy.topVia().transport()).isEqualTo("TLS");
        assertThat(sentTo(copy))
                .isEqualTo(new Hop(Transport.TLS, at("192.0.2.52", 5061), "192.0.2.52"));
        assertThat(copy.values(HeaderName.RECORD_ROUTE))
                .hasSize(2)
                .allMatch(value -> value.startsWith("<sip:"));
    }

    @Test
    void thePathOfASipsContactIsSipForASipRequest() {
        String path = "Path: <sips:token@192.0.2.31;lr;ob>";
        register(tls, "sips:example.com", PHONE, path, "Supported: path");
        invite(udp, "sip:bob@example.com", "<sip:alice@192.0.2.10>");
        SipRequest plain = only();
        assertThat(plain.values(HeaderName.ROUTE)).containsExactly("<sip:token@192.0.2.31;lr;ob>");
        assertThat(plain.topVia().transport()).isEqualTo("TLS");
        invite(tls, "sips:bob@example.com", "<sips:alice@192.0.2.10>");
        SipRequest secure = bench.forwarded("INVITE").getLast();
        assertThat(secure.values(HeaderName.ROUTE))
                .containsExactly("<sips:token@192.0.2.31;lr;ob>");
        assertThat(secure.requestUri()).hasToString("sips:bob@192.0.2.52");
    }

    @Test
    void aSipsRouteGetsASipsRecordRouteOnItsSide() {
        register(udp, "sip:example.com", PC, "Path: <sips:t@192.0.2.31;lr>", "Supported: path");
        invite(udp, "sip:bob@example.com", "<sip:alice@192.0.2.10>");
        assertThat(only().topVia().transport()).isEqualTo("TLS");
        assertThat(only().values(HeaderName.RECORD_ROUTE)).hasSize(2);
        assertThat(only().values(HeaderName.RECORD_ROUTE).getFirst())
                .startsWith("<sips:192.0.2.1:5061;lr;");
        assertThat(only().values(HeaderName.RECORD_ROUTE).getLast())
                .startsWith("<sip:192.0.2.1:5060;lr;");
    }

    @Test
    void tlsOnTheWayInAloneMakesNoSipsRecordRoute() {
        register(udp, "sip:example.com", PC);
        invite(tls, "sip:bob@example.com", "<sip:alice@192.0.2.10>");
        assertThat(only().topVia().transport()).isEqualTo("UDP");
        assertThat(only().values(HeaderName.RECORD_ROUTE))
                .hasSize(2)
                .allMatch(value -> value.startsWith("<sip:192.0.2.1:"));
    }

    @Test
    void theFlowOfASipsContactIsUsedForBoth() {
        Flow browser = flow(Transport.WSS, 8443, 7);
        register(browser, "sips:example.com", "<sips:bob@b.invalid;transport=ws>;reg-id=1" + GRUU);
        invite(udp, "sip:bob@example.com", "<sip:alice@192.0.2.10>");
        assertThat(sentTo(only())).isEqualTo(browser);
        assertThat(only().requestUri()).hasToString("sip:bob@b.invalid;transport=ws");
        invite(tls, "sips:bob@example.com", "<sips:alice@192.0.2.10>");
        SipRequest secure = bench.forwarded("INVITE").getLast();
        assertThat(sentTo(secure)).isEqualTo(browser);
        assertThat(secure.values(HeaderName.RECORD_ROUTE))
                .first()
                .asString()
                .startsWith("<sips:192.0.2.1:8443;transport=ws;lr;");
    }

    @Test
    void aSipsContactNeedsARequestThatIsSecureItself() {
        assertThat(register(tls, "sip:example.com", PHONE).reason())
                .isEqualTo("SIPS Contact Without SIPS Request-URI");
        assertThat(register(udp, "sips:example.com", PHONE).status()).isEqualTo(400);
        assertThat(register(tls, "sips:example.com", PHONE + ", " + PC).reason())
                .isEqualTo("SIPS Contact Without SIPS Contact");
        String path = "Path: <sip:token@192.0.2.31;lr>";
        assertThat(register(tls, "sips:example.com", PHONE, path, "Supported: path").reason())
                .isEqualTo("SIPS Contact Without SIPS Path");
        assertThat(register(tls, "sips:example.com", PHONE).status()).isEqualTo(200);
        assertThat(register(tls, "sips:example.com", PC).status()).isEqualTo(200);
    }

    @Test
    void theSipAndTheSipsFormOfAContactTakeEachOthersPlace() {
        register(udp, "sip:example.com", "<sip:bob@192.0.2.52>");
        SipResponse secure = register(tls, "sips:example.com", PHONE);
        assertThat(secure.values(HeaderName.CONTACT))
                .singleElement()
                .asString()
                .startsWith("<sips:bob@192.0.2.52>");
        SipResponse plain = register(udp, "sip:example.com", "<sip:bob@192.0.2.52>");
        assertThat(plain.values(HeaderName.CONTACT))
                .singleElement()
                .asString()
                .startsWith("<sip:bob@192.0.2.52>");
    }

    @Test
    void theGruusOfADeviceHaveTheSchemeOfItsContact() {
        String gruu = "Supported: gruu";
        assertThat(register(tls, "sips:example.com", PHONE + GRUU, gruu).value(HeaderName.CONTACT))
                .contains("pub-gruu=\"sips:bob@example.com;gr=urn:uuid:f81d4fae\"")
                .contains("temp-gruu=\"sips:tgruu.");
        register(tls, "sips:example.com", PHONE + ";expires=0");
        assertThat(register(udp, "sip:example.com", PC + GRUU, gruu).value(HeaderName.CONTACT))
                .contains("gruu=\"sip:")
                .doesNotContain("gruu=\"sips:");
    }

    private static CoreBench secure(Mode mode) {
        return CoreBench.secure(ServerSettings.defaults().with(mode));
    }

    @Test
    void aRedirectServerTellsWhatWasRegistered() {
        bench = secure(Mode.REDIRECT);
        register(udp, "sip:example.com", PC);
        invite(tls, "sips:bob@example.com", "<sips:alice@192.0.2.10>");
        assertThat(bench.lastResponse().values(HeaderName.CONTACT))
                .singleElement()
                .asString()
                .startsWith(PC);
        register(tls, "sips:example.com", PHONE);
        invite(udp, "sip:bob@example.com", "<sip:alice@192.0.2.10>");
        assertThat(String.join(",", bench.lastResponse().values(HeaderName.CONTACT)))
                .contains(PC, PHONE);
    }

    @Test
    void aServerWithoutTlsDoesNotKnowTheScheme() {
        bench = new CoreBench();
        invite(udp, "sips:bob@far.example", "<sip:alice@192.0.2.10>");
        assertThat(bench.lastResponse().status()).isEqualTo(416);
    }

    @Test
    void withoutStateNobodyIsDowngradedEither() {
        bench = secure(Mode.STATELESS);
        register(udp, "sip:example.com", PC);
        invite(tls, "sips:bob@example.com", "<sips:alice@192.0.2.10>");
        assertThat(bench.lastResponse().status()).isEqualTo(480);
        register(tls, "sips:example.com", PHONE);
        invite(tls, "sips:bob@example.com", "<sips:alice@192.0.2.10>");
        assertThat(bench.forwarded("INVITE")).isNotEmpty();
        assertThat(only().requestUri()).hasToString("sips:bob@192.0.2.52");
    }

    private SipRequest only() {
        assertThat(bench.forwarded("INVITE")).hasSize(1);
        return bench.forwarded("INVITE").getFirst();
    }

    private Destination sentTo(SipRequest request) {
        return bench.sends.stream()
                .filter(send -> send.message().equals(request))
                .findFirst()
                .orElseThrow()
                .to();
    }

    private SipResponse register(Flow flow, String uri, String contact, String... more) {
        sequence++;
        bench.receive(
                flow,
                "REGISTER "
                        + uri
                        + " SIP/2.0\r\nVia: SIP/2.0/"
                        + flow.transport()
                        + " 192.0.2.10;branch=z9hG4bKr"
                        + sequence
                        + "\r\nMax-Forwards: 70\r\nFrom: <sip:bob@example.com>;tag=a"
                        + "\r\nTo: <sip:bob@example.com>\r\nCall-ID: r"
                        + flow.transport()
                        + "\r\nCSeq: "
                        + sequence
                        + " REGISTER\r\nContact: "
                        + contact
                        + "\r\n"
                        + (more.length == 0 ? "" : String.join("\r\n", more) + "\r\n")
                        + "Content-Length: 0\r\n\r\n");
        return bench.lastResponse();
    }

    private void invite(Flow flow, String uri, String contact) {
        sequence++;
        bench.receive(
                flow,
                CoreBench.text("INVITE", uri, "i" + sequence)
                        .replace("SIP/2.0/UDP", "SIP/2.0/" + flow.transport())
                        .replace("<sip:carol@192.0.2.10>", contact)
                        .replace("call-1", "call" + sequence));
    }

    private static Flow flow(Transport transport, int port, long connection) {
        InetSocketAddress here = new InetSocketAddress(CoreBench.SERVER.getAddress(), port);
        return new Flow(transport, here, at("192.0.2.10", 40_000), connection);
    }

    private static InetSocketAddress at(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }
}
