package dev.ringback.cli.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.app.RingbackServer;
import dev.ringback.cli.client.Registration;
import dev.ringback.cli.client.SipClient;
import dev.ringback.cli.client.Target;
import dev.ringback.config.Listen;
import dev.ringback.config.ServerConfig;
import dev.ringback.stack.ListenPoint;
import dev.ringback.uri.SipUri;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
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

    private static RehearsedCalls calls(ListenPoint point, SipUri callee) throws IOException {
        return new RehearsedCalls(point.transport(), point.bound(), callee.toString());
    }

    private static RingbackServer server(String transport) throws Exception {
        return RingbackServer.start(
                ServerConfig.builder()
                        .listen(List.of(Listen.parse(transport + ":127.0.0.1:0")))
                        .user(new ServerConfig.User("alice", null, "alice"))
                        .data(null)
                        .build());
    }
}
