package dev.ringback.cli.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Reason;
import dev.ringback.callflow.Remark;
import dev.ringback.callflow.Remark.Link;
import dev.ringback.callflow.Remark.Story;
import dev.ringback.control.JsonLine;
import dev.ringback.header.Method;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerFeedTest {
    private final List<Passed> passed = new ArrayList<>();
    private final List<@Nullable InetSocketAddress> own = new ArrayList<>();
    private final Map<String, Remark> remarks = new LinkedHashMap<>();
    private final ServerFeed feed =
            new ServerFeed(
                    new Receiver() {
                        @Override
                        public void passed(Passed message, @Nullable InetSocketAddress mine) {
                            passed.add(message);
                            own.add(mine);
                        }

                        @Override
                        public void decided(String callId, Remark remark) {
                            remarks.put(callId, remark);
                        }
                    });

    private void line(String line) throws IOException {
        feed.event(JsonLine.read(line));
    }

    @Test
    void aMessageIsReadWithItsNanosecond() throws IOException {
        byte[] octets = Calls.answered("one").getFirst().message().toBytes();
        line(
                """
                {"event":"message","at":"2026-01-01T00:00:00.123456789Z","transport":"wss",\
                "from":"[2001:db8::1]:40000","to":"192.0.2.9:443","octets":"%s","sent":true}
                """
                        .formatted(Base64.getEncoder().encodeToString(octets)));

        Passed message = passed.getFirst();
        assertThat(message.at()).isEqualTo(Instant.parse("2026-01-01T00:00:00.123456789Z"));
        assertThat(message.from().getPort()).isEqualTo(40_000);
        assertThat(message.from().getAddress().getHostAddress()).startsWith("2001:db8:");
        assertThat(own).containsExactly(message.from());
        assertThat(message.transport().parameter()).isEqualTo("wss");
        assertThat(message.message().toBytes()).isEqualTo(octets);
    }

    @Test
    void aRemarkIsReadWithItsParts() throws IOException {
        line(
                """
                {"event":"remark","callId":"one","at":"2026-01-01T00:00:00Z","method":"INVITE",\
                "sequence":3,"status":408,"reason":{"kind":"timer-fired","facts":{"timer":"B"},\
                "parts":[{"kind":"not-located","facts":{"sent":7}}]},\
                "chain":[{"at":"2026-01-01T00:00:01Z","attempt":1,"decisive":true,\
                "reason":{"kind":"cancelled","facts":{},"parts":[]}}]}
                """);

        Reason part = new Reason("not-located", Map.of("sent", "7"), List.of());
        Reason reason = new Reason("timer-fired", Map.of("timer", "B"), List.of(part));
        Reason cancelled = new Reason("cancelled", Map.of(), List.of());
        Link link = new Link(Instant.parse("2026-01-01T00:00:01Z"), 1, true, cancelled);
        assertThat(remarks)
                .containsEntry(
                        "one",
                        new Remark(
                                Instant.parse("2026-01-01T00:00:00Z"),
                                Method.INVITE,
                                3,
                                408,
                                reason,
                                new Story(List.of(link), 0)));
    }

    @Test
    void whatTheServerLostIsCounted() throws IOException {
        line("{\"event\":\"lost\",\"octets\":700}");
        line("{\"event\":\"lost\",\"octets\":50}");

        assertThat(feed.lost()).isEqualTo(750);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"event\":\"beat\"}",
                "{\"event\":\"message\",\"at\":\"now\",\"transport\":\"udp\",\"octets\":\"\"}",
                "{\"event\":\"message\",\"at\":\"2026-01-01T00:00:00Z\",\"transport\":\"udp\","
                        + "\"from\":\"a.example:1\",\"to\":\"1.2.3.4:5\",\"octets\":\"AAAA\"}",
                "{\"event\":\"remark\",\"reason\":{}}",
                "{\"event\":7}"
            })
    void whatCannotBeReadIsPassedOver(String event) throws IOException {
        line(event);

        assertThat(passed).isEmpty();
        assertThat(remarks).isEmpty();
    }
}
