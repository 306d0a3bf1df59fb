package dev.ringback.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.Reading;
import dev.ringback.header.address.Contact;
import dev.ringback.header.feature.ProxyRequire;
import dev.ringback.header.feature.Require;
import dev.ringback.header.route.Route;
import dev.ringback.header.route.Via;
import dev.ringback.header.security.Authorization;
import dev.ringback.header.security.Credentials;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.Malformed;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.sample.Corpus;
import dev.ringback.sample.Samples;
import dev.ringback.uri.OtherUri;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the messages of RFC 4475 are read as, where its text points at something.
class Rfc4475ReadingTest {
    private static SipRequest request(String file) {
        return (SipRequest) Samples.message(Corpus.octets(Corpus.rfc4475(file)));
    }

    private static SipResponse response(String file) {
        return (SipResponse) Samples.message(Corpus.octets(Corpus.rfc4475(file)));
    }

    private static SipResponse refusal(String file) {
        byte[] bytes = Corpus.octets(Corpus.rfc4475(file));
        Malformed malformed = (Malformed) new MessageParser(ParseLimits.defaults()).parse(bytes);
        return Objects.requireNonNull(malformed.reply());
    }

    private static SipUri sip(@Nullable Uri uri) {
        return (SipUri) Objects.requireNonNull(uri);
    }

    private static Contact contact(SipRequest request) {
        Reading<Contact> contacts = request.read(Contact.FIELD);
        assertThat(contacts.ok()).isTrue();
        return Objects.requireNonNull(contacts.first());
    }

    @Test
    void wsinv() {
        SipRequest request = request("wsinv");
        assertThat(request.cSeq()).hasToString("9 INVITE");
        assertThat(request.maxForwards()).isEqualTo(68);
        assertThat(request.to().tag()).isEqualTo("1918181833n");
        assertThat(request.from().tag()).isEqualTo("98asjd8");
        assertThat(request.from().address().displayName()).isEqualTo("J Rosenberg \\\"");
        assertThat(request.callId()).isEqualTo("wsinv.ndaksdj@192.0.2.1");
        assertThat(sip(request.requestUri()).parameterNames()).containsExactly("unknownparam");
        assertThat(request.value(HeaderName.SUBJECT)).isEmpty();
        assertThat(request.value(HeaderName.of("newfangledheader")))
                .isEqualTo("newfangled value continued newfangled value");
        assertThat(request.value(HeaderName.of("UnknownHeaderWithUnusualValue")))
                .isEqualTo(";;,,;;,;");
        List<Via> vias = request.read(Via.FIELD).values();
        assertThat(vias).extracting(Via::transport).containsExactly("UDP", "TCP", "UDP");
        assertThat(vias)
                .extracting(Via::host)
                .containsExactly("192.0.2.2", "spindle.example.com", "192.168.255.111");
        assertThat(vias)
                .extracting(Via::branch)
                .containsExactly("390skdjuw", "z9hG4bK9ikj8", "z9hG4bK30239");
        SipUri route =
                sip(Objects.requireNonNull(request.read(Route.FIELD).first()).address().uri());
        assertThat(route.lr()).isTrue();
        assertThat(route.parameter("unknownwith")).isEqualTo("value");
        assertThat(route.parameterNames()).containsExactly("lr", "unknownwith", "unknown-no-value");
        Contact contact = contact(request);
        assertThat(Objects.requireNonNull(contact.address()).displayName())
                .isEqualTo("Quoted string \"\"");
        assertThat(contact.q()).isEqualTo(330);
        assertThat(Objects.requireNonNull(contact.address()).parameters().value("newparam"))
                .isEqualTo("newvalue");
        assertThat(request.bodyLength()).isEqualTo(150);
    }

    @Test
    void intmeth() {
        SipRequest request = request("intmeth");
        String method = "!interesting-Method0123456789_*+`.%indeed'~";
        assertThat(request.method().name()).isEqualTo(method);
        assertThat(request.cSeq()).hasToString("139122385 " + method);
        SipUri uri = sip(request.requestUri());
        assertThat(uri.user()).isEqualTo("1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*");
        assertThat(uri.password()).isEqualTo("&it+has=1,weird!*pas$wo~d_too.(doesn't-it)");
        assertThat(uri.host()).isEqualTo("example.com");
        assertThat(uri.headerNames()).isEmpty();
        assertThat(request.topVia().branch()).isEqualTo("z9hG4bK-.!%66*_+`'~");
        assertThat(request.to().address().displayName()).isEqualTo("BEL:\u0007 NUL:\0 DEL:\u007f");
        assertThat(request.from().address().displayName())
                .isEqualTo("token1~` token2'+_ token3*%!.-");
        assertThat(request.from().address().parameters().value("fromParam''~+*_!.-%"))
                .isEqualTo("\u0440\u0430\u0431\u043e\u0442\u0430\u044e\u0449\u0438\u0439");
        assertThat(request.from().tag()).isEqualTo("_token~1'+`*%!-.");
        assertThat(request.callId()).isEqualTo("intmeth.word%ZK-!.*_+'@word`~)(><:\\/\"][?}{");
        assertThat(request.value(HeaderName.of("extensionHeader-!.%*+_`'~")))
                .isEqualTo("\ufeff\u5927\u505c\u96fb");
        assertThat(request.maxForwards()).isEqualTo(255);
    }

    @Test
    void esc01() {
        SipRequest request = request("esc01");
        SipUri uri = sip(request.requestUri());
        assertThat(uri.user()).isEqualTo("sips:user@example.com");
        assertThat(uri.host()).isEqualTo("example.net");
        assertThat(sip(request.to().uri()).user()).isEqualTo("user");
        assertThat(sip(request.from().uri()).user()).isEqualTo("I have spaces");
        SipUri contact = sip(contact(request).uri());
        assertThat(contact.user()).isEqualTo("caller");
        assertThat(contact.lr()).isTrue();
        assertThat(contact.parameter("name")).isEqualTo("value%41").isNotEqualTo("valueA");
    }

    @Test
    void escnull() {
        SipRequest request = request("escnull");
        assertThat(sip(request.to().uri()).user()).isEqualTo("null-\0-null");
        List<Contact> contacts = request.read(Contact.FIELD).values();
        assertThat(contacts)
                .extracting(contact -> sip(contact.uri()).user())
                .containsExactly("\0", "\0\0");
        SipUri first = sip(contacts.getFirst().uri());
        assertThat(first.equivalent(sip(contacts.getLast().uri()))).isFalse();
        assertThat(first.addressOfRecord())
                .isNotEqualTo(sip(contacts.getLast().uri()).addressOfRecord());
    }

    @Test
    void esc02() {
        SipRequest request = request("esc02");
        assertThat(request.method()).isNotEqualTo(Method.REGISTER);
        assertThat(request.method().name()).isEqualTo("RE%47IST%45R");
        assertThat(request.to().address().displayName()).isEqualTo("%Z%45");
        assertThat(request.from().address().displayName()).isEqualTo("%Z%45");
        assertThat(request.read(Contact.FIELD).values()).hasSize(2);
        assertThat(request.value(HeaderName.of("C%6Fntact")))
                .isEqualTo("<sip:alias2@host2.example.com>");
    }

    @Test
    void lwsdisp() {
        SipRequest request = request("lwsdisp");
        assertThat(request.from().address().displayName()).isEqualTo("caller");
        assertThat(request.from().uri()).hasToString("sip:caller@example.com");
    }

    @Test
    void longreq() {
        SipRequest request = request("longreq");
        List<Via> vias = request.read(Via.FIELD).values();
        assertThat(vias).hasSize(34);
        assertThat(vias.getFirst().host()).isEqualTo("sip33.example.com");
        assertThat(vias.getLast().branch()).isEqualTo("very" + "long".repeat(50) + "branchvalue");
        assertThat(request.from().tag()).isEqualTo("12" + "982".repeat(50) + "424");
        assertThat(request.callId()).isEqualTo("longreq.one" + "really".repeat(20) + "longcallid");
        assertThat(sip(request.to().uri()).port()).isEqualTo(6000);
        assertThat(sip(request.to().uri()).parameter("longparam" + "name".repeat(25)))
                .isEqualTo("shortvalue");
        assertThat(request.to().address().displayName())
                .isEqualTo("I have a user name of " + "extreme".repeat(10) + " proportion");
        assertThat(sip(contact(request).uri()).user())
                .isEqualTo("amazinglylongcallername".repeat(5));
        assertThat(request.bodyLength()).isEqualTo(150);
    }

    @Test
    void dblreq() {
        SipRequest request = request("dblreq");
        assertThat(request.method()).isEqualTo(Method.REGISTER);
        assertThat(request.bodyLength()).isZero();
        assertThat(request.toString()).doesNotContain("INVITE").endsWith("\r\n\r\n");
        assertThat(request.edit().build().toString()).doesNotContain("INVITE");
    }

    @Test
    void semiuri() {
        SipUri uri = sip(request("semiuri").requestUri());
        assertThat(uri.user()).isEqualTo("user;par=u@example.net");
        assertThat(uri.host()).isEqualTo("example.com");
        assertThat(uri.parameterNames()).isEmpty();
    }

    @Test
    void transports() {
        assertThat(request("transports").read(Via.FIELD).values())
                .extracting(Via::transport)
                .containsExactly("UDP", "SCTP", "TLS", "UNKNOWN", "TCP");
    }

    @Test
    void mpart01() {
        SipRequest request = request("mpart01");
        assertThat(request.bodyLength()).isEqualTo(553);
        assertThat(Arrays.copyOfRange(request.body(), 553 - 22, 553))
                .isEqualTo(Corpus.octets("--7a9cbec02ceef655--\r\n"));
        assertThat(new String(request.body(), StandardCharsets.ISO_8859_1)).contains("\0");
        assertThat(request.value(HeaderName.IDENTITY)).hasSize(172).endsWith("WYUA=");
    }

    @Test
    void unreason() {
        SipResponse response = response("unreason");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.reason())
                .startsWith("= 2**3 * 5**2 \u043d\u043e \u0441\u0442\u043e ")
                .endsWith("\u043f\u0440\u043e\u0441\u0442\u043e\u0435");
    }

    @Test
    void noreason() {
        SipResponse response = response("noreason");
        assertThat(response.status()).isEqualTo(100);
        assertThat(response.reason()).isEmpty();
        String liberal = Corpus.rfc4475("noreason").replace("100 \r", "100\r");
        assertThat(Samples.response(liberal).status()).isEqualTo(100);
    }

    @Test
    void badinv01IsAnsweredWithWhatOfItsViaIsGood() {
        SipResponse reply = refusal("badinv01");
        assertThat(reply.topVia()).hasToString("SIP/2.0/UDP 192.0.2.15");
        assertThat(reply.callId()).startsWith("badinv01.");
    }

    @Test
    void baddate() {
        assertThat(request("baddate").value(HeaderName.DATE)).endsWith("EST");
    }

    @Test
    void regbadct() {
        Reading<Contact> contacts = request("regbadct").read(Contact.FIELD);
        assertThat(contacts.ok()).isFalse();
        assertThat(contacts.values()).isEmpty();
    }

    @Test
    void insuf() {
        assertThat(refusal("insuf").topVia().branch()).isEqualTo("z9hG4bKkdj.insuf");
    }

    @Test
    void unknownSchemes() {
        assertThat(request("unkscm").requestUri().scheme()).isEqualTo("nobodyknowsthisscheme");
        OtherUri soap = (OtherUri) request("novelsc").requestUri();
        assertThat(soap.scheme()).isEqualTo("soap.beep");
        assertThat(soap.rest()).isEqualTo("//192.0.2.103:3002");
        SipRequest register = request("unksm2");
        assertThat(register.to().uri()).hasToString("isbn:2983792873");
        assertThat(register.from().uri()).hasToString("http://www.example.com");
        assertThat(contact(register).uri()).hasToString("name:John_Smith");
    }

    @Test
    void bext01() {
        SipRequest request = request("bext01");
        assertThat(request.read(Require.FIELD).values())
                .containsExactly("nothingSupportsThis", "nothingSupportsThisEither");
        assertThat(request.read(ProxyRequire.FIELD).values())
                .containsExactly("noProxiesSupportThis", "norDoAnyProxiesSupportThis");
    }

    @Test
    void invutAndSdp01() {
        assertThat(request("invut").value(HeaderName.CONTENT_TYPE))
                .isEqualTo("application/unknownformat");
        assertThat(request("sdp01").value(HeaderName.ACCEPT)).isEqualTo("text/nobodyKnowsThis");
    }

    @Test
    void regaut01() {
        SipRequest request = request("regaut01");
        Credentials credentials = Objects.requireNonNull(request.read(Authorization.FIELD).first());
        assertThat(credentials.scheme()).isEqualTo("NoOneKnowsThisScheme");
        String line = "Authorization: NoOneKnowsThisScheme opaque-data=here\r\n";
        assertThat(request.edit().build().toString()).contains(line);
    }

    @Test
    void bcast() {
        assertThat(response("bcast").read(Via.FIELD).values())
                .extracting(Via::host)
                .containsExactly("192.0.2.198", "255.255.255.255");
    }

    @Test
    void zeromf() {
        assertThat(request("zeromf").maxForwards()).isZero();
    }

    @Test
    void parametersOfContacts() {
        Contact bare = contact(request("cparam01"));
        assertThat(sip(bare.uri()).parameterNames()).isEmpty();
        assertThat(Objects.requireNonNull(bare.address()).parameters().has("unknownparam"))
                .isTrue();
        Contact bracketed = contact(request("cparam02"));
        assertThat(sip(bracketed.uri()).parameterNames()).containsExactly("unknownparam");
        assertThat(Objects.requireNonNull(bracketed.address()).parameters().has("unknownparam"))
                .isFalse();
    }

    @Test
    void regescrt() {
        SipUri uri = sip(contact(request("regescrt")).uri());
        assertThat(uri.header("Route")).isEqualTo("<sip:sip.example.com>");
        SipRequest called =
                SipRequest.builder(Method.INVITE, uri)
                        .add(HeaderName.VIA, "SIP/2.0/UDP h;branch=z9hG4bK1")
                        .add(HeaderName.FROM, "<sip:a@b>;tag=1")
                        .add(HeaderName.TO, "<sip:user@example.com>")
                        .add(HeaderName.CALL_ID, "1")
                        .add(HeaderName.CSEQ, "1 INVITE")
                        .add(HeaderName.MAX_FORWARDS, "70")
                        .add(HeaderName.CONTACT, "<sip:a@b>")
                        .build();
        assertThat(called.requestUri()).hasToString("sip:user@example.com");
        assertThat(called.toString()).startsWith("INVITE sip:user@example.com SIP/2.0\r\n");
        assertThat(called.edit().requestUri(uri).build().toString()).doesNotContain("Route");
    }

    @Test
    void inv2543() {
        SipRequest request = request("inv2543");
        assertThat(request.topVia().branch()).isNull();
        assertThat(request.from().tag()).isNull();
        assertThat(request.maxForwards()).isEqualTo(-1);
        assertThat(request.bodyLength()).isEqualTo(105);
    }
}
