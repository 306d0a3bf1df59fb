package dev.ringback.cli.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.app.RingbackServer;
import dev.ringback.cli.client.Registration;
import dev.ringback.cli.client.SipClient;
import dev.ringback.cli.client.Target;
import dev.ringback.config.Listen;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.stack.ListenPoint;
import dev.ringback.uri.SipUri;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RehearsedCallsTest {
    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void aWholeCallGoesThroughTheServer(String transport) throws Exception {
        try (RingbackServer server = server(transport)) {
            ListenPoint point = server.listenPoints().getFirst();
            Target target = Target.parse(transport + ":127.0.0.1:" + point.bound().getPort());
            SipUri alice = SipUri.of(false, "alice", target.host(), target.port());
            try (SipClient client = SipClient.open(target);
                    RehearsedCalls calls = calls(point, alice)) {
                new Registration(client, target.uri(), alice, Duration.ofSeconds(5))
                        .run(
                                new Registration.Wish.Bind(calls.contact(), 60),
                                "alice",
                                () -> "alice");

                assertThat(calls.call()).isTrue();
                assertThat(calls.call()).isTrue();
                assertThat(server.counts().work().calls()).isEqualTo(2);
            }
        }
    }

    @Test
    void aCallToNobodyIsGivenUp() throws Exception {
        try (RingbackServer server = server("udp")) {
            ListenPoint point = server.listenPoints().getFirst();
            SipUri alice = SipUri.of(false, "alice", "127.0.0.1", point.bound().getPort());
            try (RehearsedCalls calls = calls(point, alice)) {
                assertThat(calls.call()).isFalse();
            }
        }
    }

    @Test
    void callsToDeadEndsAreRefused(@TempDir Path folder) throws Exception {
        assertThat(RehearsalCertificate.make(folder)).isTrue();
        ServerConfig config =
                config("udp:127.0.0.1:0", "tls:127.0.0.1:0")
                        .tls(RehearsalCertificate.in(folder))
                        .build();
        try (RingbackServer server = RingbackServer.start(config);
                DeadEnd refusing = DeadEnd.refusing();
                DeadEnd closing = DeadEnd.closing();
                ServerSocket listener = new ServerSocket(0)) {
            ListenPoint point = server.listenPoints().getFirst();
            CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> octet(listener));
            int port = listener.getLocalPort();
            assertThat(refused(point, "sip:127.0.0.1:" + port + ";transport=tls")).isTrue();
            assertThat(first.get(5, TimeUnit.SECONDS)).as("a TLS record").isEqualTo(22);
            assertThat(refused(point, refusing.contact())).isTrue();
            assertThat(refused(point, closing.contact())).isTrue();
        }
    }

    private static int octet(ServerSocket listener) {
        try (Socket taken = listener.accept()) {
            return taken.getInputStream().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean refused(ListenPoint point, String contact) throws Exception {
        Target target = Target.parse("udp:127.0.0.1:" + point.bound().getPort());
        SipUri alice = SipUri.of(false, "alice", target.host(), target.port());
        try (SipClient client = SipClient.open(target);
                RehearsedCalls calls = calls(point, alice)) {
            Registration alices =
                    new Registration(client, target.uri(), alice, Duration.ofSeconds(5));
            alices.run(new Registration.Wish.RemoveAll(), "alice", () -> "alice");
            alices.run(new Registration.Wish.Bind(contact, 60), "alice", () -> "alice");
            return calls.refused();
        }
    }

    private static RehearsedCalls calls(ListenPoint point, SipUri callee) throws IOException {
        return new RehearsedCalls(point.transport(), point.bound(), callee.toString());
    }

    private static RingbackServer server(String transport) throws Exception {
        return RingbackServer.start(config(transport + ":127.0.0.1:0").build());
    }

    private static ServerConfigBuilder config(String... sockets) {
        return ServerConfig.builder()
                .listen(Stream.of(sockets).map(Listen::parse).toList())
                .user(new ServerConfig.User("alice", null, "alice"))
                .data(null);
    }
}
