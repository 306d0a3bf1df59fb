package dev.ringback.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Element;
import dev.ringback.cause.Finding;
import dev.ringback.cause.Store;
import dev.ringback.header.HeaderName;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.redirect.Ambiguity;
import dev.ringback.redirect.Directory;
import dev.ringback.stack.Notice;
import dev.ringback.uri.SipUri;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A server that redirects, RFC 3261 §8.3, and what every server knows of names.
class RedirectTest {
    private static final Directory DIRECTORY =
            new Directory(
                    Map.of(
                            aor("smith"),
                                    new Directory.Entry.Alias(List.of(aor("john"), aor("mary"))),
                            aor("johnny"), new Directory.Entry.Alias(List.of(aor("john"))),
                            aor("eve"),
                                    new Directory.Entry.Moved(
                                            SipUri.of(false, "eve", "new.example", -1)),
                            aor("dave"), new Directory.Entry.Gone()),
                    Ambiguity.LIST);

    private final CoreBench bench = bench(Mode.REDIRECT);

    @Test
    void oneBindingIsA302WithItsRemainingTime() {
        bench.bind("bob", "sip:bob@192.0.2.20:5070");
        bench.pass(Duration.ofMinutes(10));
        SipResponse response = invite("sip:bob@example.com");
        assertThat(response.status()).isEqualTo(302);
        assertThat(response.values(HeaderName.CONTACT))
                .containsExactly("<sip:bob@192.0.2.20:5070>;expires=3000");
        assertThat(bench.statuses()).as("and no provisional response").containsExactly(302);
        assertThat(cause()).isEqualTo(new Cause.Served(Element.REDIRECT_SERVER));
    }

    @Test
    void severalBindingsAreA300() {
        bench.bind("bob", "sip:bob@192.0.2.20").bind("bob", "mailto:bob@example.net");
        SipResponse response = invite("sip:bob@example.com");
        assertThat(response.status()).isEqualTo(300);
        assertThat(response.values(HeaderName.CONTACT))
                .containsExactly(
                        "<sip:bob@192.0.2.20>;expires=3600",
                        "<mailto:bob@example.net>;expires=3600");
    }

    @Test
    void aBindingToTheAddressItselfIsNotFound() {
        bench.bind("bob", "sip:bob@example.com");
        assertThat(invite("sip:bob@example.com").status()).isEqualTo(404);
        assertThat(cause()).isEqualTo(new Cause.CheckFailed(Check.REDIRECTION, "Contact"));
    }

    @Test
    void itSendsNoRequestWhateverIsAsked() {
        bench.bind("bob", "sip:bob@192.0.2.20");
        for (String method : List.of("INVITE", "MESSAGE", "BYE", "DANCE")) {
            bench.receive(CoreBench.CALLER, CoreBench.text(method, "sip:bob@example.com", method));
            assertThat(bench.lastResponse().status()).as(method).isEqualTo(302);
        }
        bench.receive(CoreBench.CALLER, CoreBench.text("ACK", "sip:bob@example.com", "stray"));
        assertThat(bench.sends).noneMatch(send -> send.message() instanceof SipRequest);
    }

    @Test
    void whatItDoesNotUnderstandIsIgnored() {
        bench.bind("bob", "sip:bob@192.0.2.20");
        bench.receive(
                CoreBench.CALLER,
                CoreBench.text(
                                "INVITE",
                                "sip:bob@example.com",
                                "1",
                                "Require: unheard-of",
                                "Proxy-Require: unheard-of",
                                "X-New: thing")
                        .replace("Max-Forwards: 70", "Max-Forwards: 0"));
        assertThat(bench.lastResponse().status()).isEqualTo(302);
    }

    @Test
    void aCancelOfARedirectedRequestSucceedsAndIsNotRedirected() {
        bench.bind("bob", "sip:bob@192.0.2.20");
        invite("sip:bob@example.com");
        bench.receive(CoreBench.CALLER, CoreBench.text("CANCEL", "sip:bob@example.com", "1"));
        SipResponse response = bench.lastResponse();
        assertThat(response.cSeq().method().name()).isEqualTo("CANCEL");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.has(HeaderName.CONTACT)).isFalse();
    }

    @Test
    void whatIsNotHereIsRefused() {
        assertThat(invite("sip:bob@example.com").status()).isEqualTo(480);
        assertThat(cause())
                .isEqualTo(
                        new Cause.StoreAnswered(
                                Store.LOCATION, Finding.NO_BINDING, "bob@example.com"));
        assertThat(invite("sip:bob@elsewhere.example").status()).isEqualTo(404);
        assertThat(cause()).isEqualTo(new Cause.CheckFailed(Check.DOMAIN, "Request-URI"));
        assertThat(invite("tel:+15551234").status()).isEqualTo(416);
    }

    @Test
    void itIsStillTheRegistrarOfItsUsers() {
        String register =
                CoreBench.text("REGISTER", "sip:example.com", "r")
                        .replace("To: <sip:example.com>", "To: <sip:carol@example.com>");
        bench.receive(CoreBench.CALLER, register);
        assertThat(bench.lastResponse().status()).isEqualTo(200);
        assertThat(invite("sip:carol@example.com").values(HeaderName.CONTACT))
                .containsExactly("<sip:carol@192.0.2.10>;expires=3600");
    }

    @Test
    void namesUsersAndWhereTheyWentAreKnownInEveryMode() {
        for (Mode mode : Mode.values()) {
            CoreBench server = bench(mode);
            assertThat(invite(server, "sip:smith@example.com").status()).isEqualTo(485);
            assertThat(server.lastResponse().values(HeaderName.CONTACT))
                    .containsExactly("<sip:john@example.com>", "<sip:mary@example.com>");
            assertThat(invite(server, "sip:eve@example.com").status()).isEqualTo(301);
            assertThat(server.lastResponse().values(HeaderName.CONTACT))
                    .containsExactly("<sip:eve@new.example>");
            assertThat(invite(server, "sip:dave@example.com").status()).isEqualTo(410);
        }
    }

    @Test
    void anotherNameOfAUserReachesItsPhones() {
        CoreBench proxy = bench(Mode.PROXY);
        proxy.bind("john", "sip:john@192.0.2.20");
        proxy.invite("johnny");
        assertThat(proxy.forwarded("INVITE").getFirst().requestUri())
                .hasToString("sip:john@192.0.2.20");
    }

    private SipResponse invite(String uri) {
        return invite(bench, uri);
    }

    private static SipResponse invite(CoreBench server, String uri) {
        int number = server.sends.size() + 1;
        String text =
                CoreBench.text("INVITE", uri, Integer.toString(number))
                        .replace("Call-ID: call-1", "Call-ID: call-" + number);
        server.receive(CoreBench.CALLER, text);
        return server.lastResponse();
    }

    /// Why the last final response was given.
    private Cause cause() {
        return bench.notices.stream()
                .filter(Notice.Answered.class::isInstance)
                .map(notice -> ((Notice.Answered) notice).cause())
                .toList()
                .getLast();
    }

    private static CoreBench bench(Mode mode) {
        ServerSettings standard = ServerSettings.defaults();
        return new CoreBench(
                new ServerSettings(
                        mode,
                        DIRECTORY,
                        standard.registrar(),
                        standard.echo(),
                        standard.proxy(),
                        standard.load()));
    }

    private static AddressOfRecord aor(String user) {
        return new AddressOfRecord(user, "example.com");
    }
}
