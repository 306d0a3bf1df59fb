package dev.ringback.it.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.it.peer.Baresip;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.Kamailio;
import dev.ringback.it.peer.Linphone;
import dev.ringback.it.peer.PeerProcess;
import dev.ringback.it.peer.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// TLS with openssl, baresip, linphone and Kamailio as peers.
class TlsPeersTest {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    /// That openssl takes letters as orders (R: shake hands again), and not as text.
    private static final String LETTERS = "letters";

    private final FreePorts ports = new FreePorts();
    private final int tlsPort = ports.next();
    private final Certificates certificates = Certificates.make();

    private ServerProcess server(String... more) {
        List<String> options =
                new ArrayList<>(
                        List.of(
                                "--domain",
                                "localhost",
                                "--user",
                                "alice:alice",
                                "--user",
                                "bob:bob",
                                "--listen",
                                "tls:127.0.0.1:" + tlsPort,
                                "--tls",
                                certificates.option()));
        options.addAll(List.of(more));
        return ServerProcess.start(ports, options.toArray(String[]::new));
    }

    private PeerProcess openssl(String... more) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "openssl",
                                "s_client",
                                "-connect",
                                "127.0.0.1:" + tlsPort,
                                "-CAfile",
                                certificates.authority().toString(),
                                "-verify_return_error",
                                "-verify_hostname",
                                "localhost",
                                "-crlf"));
        command.addAll(List.of(more));
        if (!command.remove(LETTERS)) {
            command.add("-quiet");
        }
        return PeerProcess.interactive(
                certificates.folder(), Map.of(), command.toArray(String[]::new));
    }

    private static void options(PeerProcess client, String callId) {
        List<String> lines =
                List.of(
                        "OPTIONS sip:localhost SIP/2.0",
                        "Via: SIP/2.0/TLS 127.0.0.1:9;branch=z9hG4bK" + callId,
                        "Max-Forwards: 70",
                        "From: <sip:openssl@localhost>;tag=1",
                        "To: <sip:localhost>",
                        "Call-ID: " + callId,
                        "CSeq: 1 OPTIONS",
                        "Content-Length: 0",
                        "");
        lines.forEach(client::type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void opensslBelievesTheCertificateAndIsAnswered(String version) {
        try (ServerProcess _ = server();
                PeerProcess client = openssl(version)) {
            options(client, "first");
            client.awaitLine(LIMIT, line -> line.startsWith("SIP/2.0 200 OK"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_1", "-tls1"})
    void olderVersionsAreRefused(String version) {
        try (ServerProcess _ = server();
                PeerProcess client = openssl(version, "-cipher", "DEFAULT@SECLEVEL=0")) {
            assertThat(client.await(LIMIT).exit()).isNotZero();
            assertThat(client.err()).contains("alert");
        }
    }

    @Test
    void whoShakesHandsAgainIsCutOff() throws Exception {
        try (ServerProcess _ = server();
                PeerProcess client = openssl("-tls1_2", LETTERS)) {
            options(client, "before");
            client.awaitLine(LIMIT, line -> line.equals("Call-ID: before"));
            client.type("R");
            client.await(LIMIT); // fails where it is still connected then
            assertThat(client.out() + client.err()).contains("RENEGOTIATING");
        }
    }

    @Test
    void aRenewedCertificateIsShownAndTheOldConnectionStays() throws Exception {
        try (ServerProcess _ = server();
                PeerProcess before = openssl()) {
            options(before, "one");
            before.awaitLine(LIMIT, line -> line.equals("Call-ID: one"));
            certificates.renew("localhost", "renewed.example");
            await().atMost(LIMIT)
                    .until(
                            () -> {
                                try (PeerProcess shown =
                                        openssl("-verify_hostname", "renewed.example")) {
                                    options(shown, "new");
                                    await().until(
                                                    () ->
                                                            !shown.alive()
                                                                    || shown.out().contains("200"));
                                    return shown.out().contains("200 OK");
                                }
                            });
            options(before, "two");
            before.awaitLine(LIMIT, line -> line.equals("Call-ID: two"));
        }
    }

    @Test
    void whoMustShowACertificateIsRefusedWithout() throws Exception {
        Path config = certificates.serverConfig("  clients: require");
        String listen = "tls:127.0.0.1:" + tlsPort;
        try (ServerProcess _ =
                        ServerProcess.start(
                                ports, "--config", config.toString(), "--listen", listen);
                PeerProcess nobody = openssl();
                PeerProcess known =
                        openssl(
                                "-cert",
                                certificates.certificate().toString(),
                                "-key",
                                certificates.key().toString())) {
            options(known, "known");
            known.awaitLine(LIMIT, line -> line.startsWith("SIP/2.0 200 OK"));
            assertThat(nobody.await(LIMIT).err()).contains("alert");
            assertThat(nobody.out()).doesNotContain("SIP/2.0");
        }
    }

    @Test
    void baresipTalksOverTls() throws Exception {
        try (ServerProcess server = server();
                Baresip alice = Baresip.overTls(ports, "alice", tlsPort, certificates.authority());
                Baresip bob = Baresip.talking(ports, "bob", server.port())) {
            alice.awaitRegistered();
            bob.awaitRegistered();
            alice.call("sip:bob@localhost", bob);
            bob.hangUp(alice);
            bob.call("sip:alice@localhost", alice);
            alice.hangUp(bob);
        }
    }

    @Test
    void linphoneTalksOverTls() throws Exception {
        try (ServerProcess server = server();
                Linphone alice =
                        Linphone.overTls(ports, "alice", tlsPort, certificates.authority());
                Baresip bob = Baresip.talking(ports, "bob", server.port())) {
            bob.awaitRegistered();
            alice.type("call sip:bob@localhost");
            bob.awaitEvent("CALL_INCOMING");
            bob.command("accept", "");
            bob.awaitEvent("CALL_ESTABLISHED");
            bob.command("hangup", "");
            bob.awaitEvent("CALL_CLOSED");

            bob.command("dial", "sip:alice@localhost");
            alice.awaitLine("incoming");
            alice.type("answer");
            bob.awaitEvents("CALL_ESTABLISHED", 2);
            alice.type("terminate");
            bob.awaitEvents("CALL_CLOSED", 2);
        }
    }

    @Test
    void kamailioIsTheNextHopOverTls() throws Exception {
        int far = ports.next();
        int farTls = ports.next();
        String rule = "forward: \"sip:carol@localhost:" + farTls + ";transport=tls\"";
        Path config =
                certificates.serverConfig(
                        "rules:", "  - {when: {user: \"^carol$\"}, " + rule + "}");
        String listen = "tls:127.0.0.1:" + tlsPort;
        try (Kamailio kamailio = Kamailio.start(far, farTls, certificates.folder());
                ServerProcess server =
                        ServerProcess.start(
                                ports,
                                "--config",
                                config.toString(),
                                "--listen",
                                listen,
                                "--user",
                                "alice:alice");
                Baresip carol = Baresip.talking(ports, "carol", kamailio.port());
                Baresip alice = Baresip.talking(ports, "alice", server.port())) {
            carol.awaitRegistered();
            alice.awaitRegistered();
            alice.call("sip:carol@localhost", carol);
            alice.hangUp(carol);
            alice.call("sip:carol@localhost", carol);
            carol.hangUp(alice);
        }
    }
}
