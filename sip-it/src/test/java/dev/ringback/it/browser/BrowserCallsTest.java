package dev.ringback.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.audio.AudioClip;
import dev.ringback.it.browser.Browser.Library;
import dev.ringback.it.peer.Baresip;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.ServerProcess;
import dev.ringback.it.secure.Certificates;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Real browsers as telephones, through the packaged server: RFC 7118, RFC 5626.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserCallsTest {
    private static final int LOUD = 1_000;

    /// Packets of 20 ms in which a browser without a microphone beeps twice at least.
    private static final int TWO_BEEPS = 100;

    private final FreePorts ports = new FreePorts();
    private final int wsPort = ports.next();
    private final int wssPort = ports.next();
    private ServerProcess server;
    private Browser browser;
    private int pages;

    @BeforeAll
    void start() {
        server = startServer();
        browser = Browser.start();
    }

    private ServerProcess startServer() {
        List<String> options = new ArrayList<>(List.of("--domain", "localhost"));
        for (String user : List.of("alice", "bob", "carol", "dave")) {
            options.addAll(List.of("--user", user + ":" + user));
        }
        options.addAll(
                List.of(
                        "--listen",
                        "ws:127.0.0.1:" + wsPort + "/sip",
                        "--listen",
                        "wss:127.0.0.1:" + wssPort,
                        "--tls",
                        Certificates.make().option()));
        return ServerProcess.start(ports, options.toArray(String[]::new));
    }

    @AfterAll
    void stop() {
        browser.close();
        server.close();
    }

    private String url(String scheme) {
        return scheme.equals("ws")
                ? "ws://localhost:" + wsPort + "/sip"
                : "wss://localhost:" + wssPort + "/ws";
    }

    private BrowserPhone phone(Library library, String scheme, String user) {
        BrowserPhone phone = browser.phone(user + ++pages, library);
        phone.register(url(scheme), user);
        return phone;
    }

    @ParameterizedTest
    @CsvSource({
        "JSSIP, ws, JSSIP, ws",
        "JSSIP, wss, JSSIP, wss",
        "SIPJS, ws, SIPJS, ws",
        "SIPJS, wss, SIPJS, wss",
        "JSSIP, ws, SIPJS, wss",
        "SIPJS, ws, JSSIP, wss"
    })
    void twoBrowsersTalkHoldAndHangUp(
            Library one, String oneScheme, Library other, String otherScheme) {
        BrowserPhone alice = phone(one, oneScheme, "alice");
        BrowserPhone bob = phone(other, otherScheme, "bob");
        alice.call("sip:bob@localhost", bob);
        alice.awaitSound();
        bob.awaitSound();

        alice.act("hold");
        await().until(bob::held);
        assertStill(alice);
        alice.act("unhold");
        await().until(() -> !bob.held());
        bob.awaitSound();
        alice.awaitSound();

        bob.act("hold");
        await().until(alice::held);
        bob.act("unhold");
        alice.awaitSound();

        int end = alice.begin("end");
        bob.act("hangUp");
        alice.await(end);
        alice.close();
        bob.close();
    }

    /// Nothing is heard for a while.
    private static void assertStill(BrowserPhone phone) {
        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(5))
                .until(
                        () -> {
                            int before = phone.packets();
                            return phone.packets() - before <= 1;
                        });
    }

    @ParameterizedTest
    @EnumSource(Library.class)
    void theCallerHangsUpToo(Library library) {
        BrowserPhone alice = phone(library, "ws", "alice");
        BrowserPhone bob = phone(library, "ws", "bob");
        alice.call("sip:bob@localhost", bob);
        int end = bob.begin("end");
        alice.act("hangUp");
        bob.await(end);
        alice.close();
        bob.close();
    }

    @ParameterizedTest
    @EnumSource(Library.class)
    void aRefusalArrivesWithItsCode(Library library) {
        BrowserPhone alice = phone(library, "ws", "alice");
        BrowserPhone bob = phone(library, "wss", "bob");
        int refused = bob.begin("reject", Map.of("code", 486));
        int call = alice.call("sip:bob@localhost");
        bob.await(refused);
        assertThat(alice.outcome(call).get("error").asString()).contains("\"code\":486");
        alice.close();
        bob.close();
    }

    @Test
    void whoClosesItsPageIsKnownToBeGone() {
        BrowserPhone alice = phone(Library.JSSIP, "ws", "alice");
        BrowserPhone carol = phone(Library.JSSIP, "ws", "carol");
        carol.close();
        long from = System.nanoTime();
        int call = alice.call("sip:carol@localhost");
        String error = alice.outcome(call).get("error").asString();
        assertThat(error).containsPattern("\"code\":(480|430)");
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(5));
        alice.close();
    }

    @ParameterizedTest
    @CsvSource({"JSSIP, ws", "JSSIP, wss", "SIPJS, ws", "SIPJS, wss"})
    void aBrowserHearsItselfAtTheEcho(Library library, String scheme) {
        BrowserPhone alice = phone(library, scheme, "alice");
        alice.await(alice.call("sip:echo@localhost"));
        alice.awaitSound();
        alice.act("hold");
        assertStill(alice);
        alice.act("unhold");
        alice.awaitSound();
        alice.act("hangUp");
        alice.close();
    }

    @ParameterizedTest
    @EnumSource(Library.class)
    void aBrowserCallsAPhoneOnUdp(Library library) {
        try (Baresip dave = Baresip.forBrowsers(ports, "dave", server.port())) {
            dave.awaitRegistered();
            BrowserPhone alice = phone(library, "wss", "alice");
            int call = alice.call("sip:dave@localhost");
            dave.awaitEvent("CALL_INCOMING");
            dave.command("accept", "");
            alice.await(call);
            dave.awaitEvent("CALL_ESTABLISHED");
            alice.awaitSound();
            await().until(() -> alice.sent() > TWO_BEEPS);
            dave.command("hangup", "");
            alice.act("end");
            alice.close();
            await().ignoreExceptions().until(() -> loudest(dave) > LOUD);
        }
    }

    /// The loudest sample that a phone heard in its last call, of 32,767. The file is complete when
    /// the call is over; silence in G.711 is 8 at most.
    private static int loudest(Baresip phone) throws IOException {
        AudioClip clip = AudioClip.read(phone.heard().getLast());
        int loudest = 0;
        for (short sample : clip.samples(0, clip.length())) {
            loudest = Math.max(loudest, Math.abs((int) sample));
        }
        return loudest;
    }

    @ParameterizedTest
    @EnumSource(Library.class)
    void aPhoneOnUdpCallsABrowser(Library library) {
        try (Baresip dave = Baresip.forBrowsers(ports, "dave", server.port())) {
            dave.awaitRegistered();
            BrowserPhone alice = phone(library, "ws", "alice");
            int answered = alice.begin("answer");
            dave.command("dial", "sip:alice@localhost");
            alice.await(answered);
            dave.awaitEvent("CALL_ESTABLISHED");
            alice.awaitSound();
            alice.act("hangUp");
            dave.awaitEvent("CALL_CLOSED");
            alice.close();
        }
    }
}
