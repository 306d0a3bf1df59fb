package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.sip.Body;
import dev.ringback.sip.CallReply;
import dev.ringback.sip.IncomingRequest;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.SipException;
import dev.ringback.sip.UserAgent;
import dev.ringback.stack.Transport;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `message`, `subscribe` and `publish` against a user agent in this process.
final class EventCommandTest {
    private final List<IncomingRequest> came = new CopyOnWriteArrayList<>();
    private final SipClient client = open();
    private final UserAgent bob = client.userAgent("sip:bob@127.0.0.1").anybody().build();

    private static SipClient open() {
        try {
            return SipClient.newBuilder().listen("udp:127.0.0.1:0", "tcp:127.0.0.1:0").build();
        } catch (SipException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void bobTakesWhatComes() {
        bob.onMessage(came::add);
    }

    @AfterEach
    void close() {
        client.close();
    }

    private String target(Transport transport) {
        return client.listenPoints().stream()
                .filter(point -> point.transport() == transport)
                .map(point -> transport.parameter() + ":bob@127.0.0.1:" + point.bound().getPort())
                .findFirst()
                .orElseThrow();
    }

    private String target() {
        return target(Transport.UDP);
    }

    private String text() {
        return Objects.requireNonNull(came.getLast().body()).text();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UDP", "TCP"})
    void aTextArrivesAsItWasSaid(Transport transport) {
        Run run = Run.of("message", target(transport), "héllo", "wörld", "-u", "alice@example.com");

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("200 OK from " + transport.parameter() + ":127.0.0.1:");
        assertThat(text()).isEqualTo("héllo wörld");
        assertThat(came.getLast().request().from().uri()).hasToString("sip:alice@example.com");
        assertThat(came.getLast().request().has(HeaderName.CONTACT)).isFalse();
    }

    @Test
    void theFlagsOfSipsakAndSipexerMeanTheSame() {
        String uri = "sip:" + target().substring(4);
        Run sipsak = Run.of("message", "-s", uri, "-B", "from sipsak", "-c", "sip:carol@x.example");
        assertThat(sipsak.status()).isZero();
        assertThat(text()).isEqualTo("from sipsak");
        assertThat(came.getLast().request().from().uri()).hasToString("sip:carol@x.example");

        Run sipexer =
                Run.of(
                        "message",
                        "-fu",
                        "dave",
                        "-mb",
                        "{}",
                        "-ct",
                        "application/json",
                        "-xh",
                        "X-Me: 1",
                        target());
        assertThat(sipexer.err()).contains("415 Unsupported Media Type: it takes");
        Run plain = Run.of("message", "-fu", "dave", "-mb", "hi", "-xh", "X-Me: 1", target());
        assertThat(plain.status()).isZero();
        assertThat(came.getLast().request().value(HeaderName.of("X-Me"))).isEqualTo("1");
    }

    @Test
    void aRefusalIsToldInOneLineOrAsJson() {
        bob.onMessage(request -> request.reply(CallReply.of(480)));

        Run text = Run.of("message", target(), "hello");
        assertThat(text.status()).isEqualTo(1);
        assertThat(text.err()).contains("refused it with 480").hasLineCount(1);
        Run json = Run.of("message", target(), "hello", "--json");
        assertThat(json.status()).isEqualTo(1);
        assertThat(json.out()).contains("\"status\":480");
    }

    @Test
    void aTextThatIsTooLongForADatagramNeedsAStream() {
        Run datagram = Run.of("message", target(), "x".repeat(1300));
        assertThat(datagram.status()).isEqualTo(2);
        assertThat(datagram.err()).contains("1300 at most");

        Run stream = Run.of("message", target(Transport.TCP), "x".repeat(1300));
        assertThat(stream.status()).isZero();
        assertThat(text()).hasSize(1300);
    }

    @Test
    void notificationsArePrintedUntilThereAreEnough() {
        bob.onSubscribe(
                "presence",
                subscriber -> {
                    subscriber.send(Body.of("application/pidf+xml", "<one/>"));
                    subscriber.send(Body.of("application/pidf+xml", "<two/>"));
                });

        Run one = Run.of("subscribe", target(), "--count", "1");
        assertThat(one.err()).isEmpty();
        assertThat(one.status()).isZero();
        assertThat(one.out()).contains("presence: active", "application/pidf+xml", "  <one/>");

        Run json = Run.of("subscribe", target(), "--poll", "--json");
        assertThat(json.status()).isZero();
        assertThat(json.out()).contains("\"event\":\"presence\"", "\"body\":\"<one/>\"");
    }

    @Test
    void anEventThatNobodyServesIsRefusedWithWhatIsServed() {
        bob.onSubscribe("presence", subscriber -> {});

        Run run = Run.of("subscribe", target(), "--event", "dialog");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("489", "it knows presence");
    }

    @Test
    void presenceIsPublishedReplacedAndRemoved() {
        bob.onRequest(
                Method.PUBLISH,
                request -> {
                    came.add(request);
                    request.reply(
                            CallReply.of(200)
                                    .header("SIP-ETag", "v" + came.size())
                                    .header("Expires", "600"));
                });
        bob.onMessage(request -> {});

        Run open = Run.of("publish", target(), "--open", "--note", "here");
        assertThat(open.err()).isEmpty();
        assertThat(open.status()).isZero();
        assertThat(open.out()).contains("SIP-ETag     v1", "Expires      600");
        assertThat(text()).contains("<basic>open</basic>", "<note>here</note>");

        Run closed = Run.of("publish", target(), "--closed", "--etag", "v1", "--json");
        assertThat(closed.out()).contains("\"sip-etag\":\"v2\"");
        assertThat(came.getLast().request().value(HeaderName.SIP_IF_MATCH)).isEqualTo("v1");

        Run removed = Run.of("publish", target(), "--remove", "--etag", "v2");
        assertThat(removed.status()).isZero();
        assertThat(came.getLast().request().value(HeaderName.EXPIRES)).isEqualTo("0");
        assertThat(came.getLast().body()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "publish 127.0.0.1",
                "publish 127.0.0.1 --open --closed",
                "publish 127.0.0.1 --remove",
                "message 127.0.0.1 a --body b",
                "message",
                "subscribe 127.0.0.1 --count -1",
                "subscribe 127.0.0.1 --expires soon"
            })
    void wrongUsageIsTwo(String line) {
        Run run = Run.of(line.split(" ", -1));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).isNotEmpty();
    }
}
