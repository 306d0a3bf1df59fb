package dev.ringback.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Reason;
import dev.ringback.callflow.Remark;
import dev.ringback.calls.CallExporter;
import dev.ringback.header.Method;
import dev.ringback.message.SipMessage;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.stack.Transport;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What a collector of traces sees of a call.
class FlowSpansTest {
    private static final InetSocketAddress US = address(1);
    private static final InetSocketAddress ALICE = address(2);
    private static final InetSocketAddress BOB = address(3);
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final List<SpanData> spans = new ArrayList<>();

    private static InetSocketAddress address(int last) {
        return new InetSocketAddress(InetAddress.ofLiteral("192.0.2." + last), 5060);
    }

    private static Passed passed(
            int millis, InetSocketAddress from, InetSocketAddress to, String start, String vias) {
        String ends = "From: <sip:alice@example.com>;tag=a\r\nTo: <sip:bob@example.com>;tag=b\r\n";
        return passed(millis, List.of(from, to), start, vias, ends + "CSeq: 1 INVITE\r\n");
    }

    private static Passed passed(
            int millis, List<InetSocketAddress> way, String start, String vias, String ends) {
        String more = ends + "Call-ID: c1\r\nMax-Forwards: 70\r\n";
        StringBuilder text = new StringBuilder(start).append("\r\n");
        for (String branch : vias.split(",", -1)) {
            text.append("Via: SIP/2.0/UDP h.example;branch=z9hG4bK").append(branch).append("\r\n");
        }
        text.append(more).append("Content-Length: 0\r\n\r\n");
        byte[] octets = text.toString().getBytes(StandardCharsets.US_ASCII);
        SipMessage message =
                ((Parsed) new MessageParser(ParseLimits.defaults()).parse(octets)).message();
        return new Passed(BEGIN.plusMillis(millis), Transport.UDP, way.get(0), way.get(1), message);
    }

    /// Alice calls Bob through us: the first place is busy, the second is not there.
    private static CallFlow forked(String start) {
        Reason reason = new Reason("econnrefused", Map.of("to", "udp:192.0.2.9:5060"), List.of());
        return new CallFlow(
                "c1",
                List.of(
                        passed(0, ALICE, US, "INVITE sip:bob@example.com SIP/2.0", "a"),
                        passed(5, US, BOB, "INVITE sip:bob@192.0.2.3 SIP/2.0", "p1,a"),
                        passed(9, US, address(9), "INVITE sip:bob@192.0.2.9 SIP/2.0", "p2,a"),
                        passed(20, BOB, US, "SIP/2.0 486 Busy Here", "p1,a"),
                        passed(30, US, ALICE, start, "a")),
                List.of(new Remark(BEGIN.plusMillis(30), Method.of("INVITE"), 1, 480, reason)),
                Set.of(US),
                0);
    }

    private static CallFlow flow(Passed... messages) {
        return new CallFlow("c1", List.of(messages), List.of(), Set.of(US), 0);
    }

    private void tell(CallFlow flow) {
        SpanExporter exporter =
                new SpanExporter() {
                    @Override
                    public CompletableResultCode export(Collection<SpanData> made) {
                        spans.addAll(made);
                        return CompletableResultCode.ofSuccess();
                    }

                    @Override
                    public CompletableResultCode flush() {
                        return CompletableResultCode.ofSuccess();
                    }

                    @Override
                    public CompletableResultCode shutdown() {
                        return CompletableResultCode.ofSuccess();
                    }
                };
        try (Telemetry telemetry = Telemetry.to(SimpleSpanProcessor.create(exporter), "edge")) {
            telemetry.ended(flow);
        }
    }

    private SpanData span(String branch) {
        return spans.stream()
                .filter(span -> branch.equals(text(span, "sip.branch")))
                .findFirst()
                .orElseThrow();
    }

    private static String text(SpanData span, String key) {
        return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(key)));
    }

    @Test
    void everyTransactionAndEveryBranchIsASpanBelowTheCall() {
        tell(forked("SIP/2.0 480 Temporarily Unavailable"));
        assertThat(spans).hasSize(4);
        SpanData server = span("z9hG4bKa");
        assertThat(server.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(server.getName()).isEqualTo("INVITE");
        SpanData branch = span("z9hG4bKp1");
        assertThat(branch.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(branch.getParentSpanId()).isEqualTo(server.getSpanId());
        assertThat(branch.getEndEpochNanos() - branch.getStartEpochNanos()).isEqualTo(15_000_000);
        assertThat(span("z9hG4bKp2").getParentSpanId()).isEqualTo(server.getSpanId());
        assertThat(text(branch, "server.address")).isEqualTo("192.0.2.3");
    }

    @Test
    void aFailureOfOursHasItsCause() {
        tell(forked("SIP/2.0 480 Temporarily Unavailable"));
        SpanData server = span("z9hG4bKa");
        assertThat(server.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(text(server, "sip.cause")).isEqualTo("econnrefused");
        assertThat(server.getStatus().getDescription()).contains("192.0.2.9:5060");
        assertThat(span("z9hG4bKp1").getStatus().getDescription()).isEqualTo("486");
    }

    @Test
    void aMethodThatAPeerMadeUpIsNoName() {
        String ends = "From: <sip:a@h>;tag=a\r\nTo: <sip:b@h>\r\nCSeq: 1 X-9\r\n";
        tell(flow(passed(0, List.of(ALICE, US), "X-9 sip:b@h SIP/2.0", "a", ends)));
        assertThat(span("z9hG4bKa").getName()).isEqualTo("other");
        assertThat(text(span("z9hG4bKa"), "sip.method")).isEqualTo("other");
    }

    @Test
    void requestsOfBothEndsWithOneNumberAreKeptApart() {
        String alice = "From: <sip:a@h>;tag=a\r\nTo: <sip:b@h>;tag=b\r\nCSeq: 2 BYE\r\n";
        String bob = "From: <sip:b@h>;tag=b\r\nTo: <sip:a@h>;tag=a\r\nCSeq: 2 BYE\r\n";
        String start = "BYE sip:x@h SIP/2.0";
        tell(
                flow(
                        passed(0, List.of(ALICE, US), start, "a", alice),
                        passed(1, List.of(BOB, US), start, "b", bob),
                        passed(2, List.of(US, BOB), start, "p1,a", alice),
                        passed(3, List.of(US, ALICE), start, "p2,b", bob)));
        assertThat(span("z9hG4bKp1").getParentSpanId()).isEqualTo(span("z9hG4bKa").getSpanId());
        assertThat(span("z9hG4bKp2").getParentSpanId()).isEqualTo(span("z9hG4bKb").getSpanId());
    }

    @Test
    void elementsThatSawOneCallNameItsTraceAlike() {
        tell(forked("SIP/2.0 480 Gone"));
        String first = spans.getFirst().getTraceId();
        tell(forked("SIP/2.0 480 Gone"));
        assertThat(spans).extracting(SpanData::getTraceId).containsOnly(first);
    }

    @Test
    void aCollectorGetsThemOverHttp() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> answer(server));
            URI endpoint = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1/traces");
            CallExporter.Provider provider = Objects.requireNonNull(CallExporter.provider());
            try (CallExporter exporter = provider.traces(endpoint, "edge")) {
                exporter.ended(forked("SIP/2.0 480 Gone"));
            }
            assertThat(asked.get(10, TimeUnit.SECONDS)).startsWith("POST /v1/traces HTTP/1.1");
        }
    }

    /// Takes a request, and answers it.
    private static String answer(ServerSocket server) {
        try (Socket client = server.accept()) {
            byte[] octets = new byte[65_536];
            int count = client.getInputStream().read(octets);
            String answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
            client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            return new String(octets, 0, count, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
