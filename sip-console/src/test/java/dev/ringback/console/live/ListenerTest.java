package dev.ringback.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What waits for a browser that does not take it.
final class ListenerTest {
    private final Listener listener =
            new Listener(new Listener.Wish(0, "one", false), Thread.currentThread());

    private static Event event(String name, int size) {
        return Event.of(name, Map.of("x", "x".repeat(size)));
    }

    private String next() throws InterruptedException {
        Event event = listener.next(Duration.ZERO);
        return event == null ? "" : new String(event.octets(), StandardCharsets.UTF_8);
    }

    @Test
    void noMoreOctetsWaitThanThereIsRoomFor() throws Exception {
        int told = 0;
        while (listener.tell(event("calls", 1 << 20))) {
            told++;
        }
        assertThat(told).isEqualTo(3);
        assertThat(next()).startsWith("event: calls\n");
        assertThat(listener.tell(event("calls", 1 << 20))).isTrue();
    }

    @Test
    void noMoreEventsWaitThanThereIsRoomFor() {
        int told = 0;
        while (listener.tell(event("rates", 1))) {
            told++;
        }
        assertThat(told).isEqualTo(32);
    }

    @Test
    void ofACallOnlyTheNewestEventWaits() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(listener.renew(event("call", (1 << 20) + i))).isTrue();
        }
        assertThat(listener.renew(Event.of("call", Map.of("last", true)))).isTrue();
        assertThat(next()).isEqualTo("event: call\ndata: {\"last\":true}\n\n");
        assertThat(next()).isEmpty();
    }

    @Test
    void anEventThatWaitsAloneMayBeLarge() throws Exception {
        assertThat(listener.tell(event("registrations", Listener.MOST_OCTETS))).isTrue();
        assertThat(listener.tell(event("rates", 1))).isFalse();
        assertThat(next()).startsWith("event: registrations\n");
        assertThat(listener.tell(event("rates", 1))).isTrue();
    }
}
