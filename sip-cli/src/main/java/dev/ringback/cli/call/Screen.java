package dev.ringback.cli.call;

import dev.ringback.cli.terminal.Arguments;
import dev.ringback.cli.terminal.Texts;
import dev.ringback.control.JsonLine;
import dev.ringback.header.HeaderName;
import dev.ringback.media.Figures;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.sip.CallEvent;
import dev.ringback.sip.WireEvent;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import picocli.CommandLine.Model.CommandSpec;

/// Tells what happens while it happens: as a ladder for people, or one JSON object a line. Any
/// thread.
final class Screen {
    private final ReentrantLock lock = new ReentrantLock();
    private final PrintWriter out;
    private final boolean json;
    private final Ladder ladder;
    private final Settling settling = new Settling();

    Screen(CommandSpec spec, boolean json, String self) {
        this.out = spec.commandLine().getOut();
        this.json = json;
        this.ladder = new Ladder(self);
    }

    /// A message passed.
    void message(WireEvent event) {
        lock.lock();
        try {
            settling.passed(event.message());
            List<String> lines = ladder.draw(event);
            if (json) {
                out.println(JsonLine.write(object(event)));
            } else {
                lines.forEach(out::println);
            }
            out.flush();
        } finally {
            lock.unlock();
        }
    }

    private Map<String, Object> object(WireEvent event) {
        SipMessage message = event.message();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("event", event.sent() ? "sent" : "received");
        object.put("milliseconds", ladder.milliseconds(event.time()));
        object.put("transport", event.transport().parameter());
        object.put("peer", Ladder.text(event.remote()));
        switch (message) {
            case SipRequest request -> {
                object.put("method", request.method().toString());
                object.put("uri", request.requestUri().toString());
            }
            case SipResponse response -> {
                object.put("status", response.status());
                object.put("reason", response.reason());
                object.put("method", response.cSeq().method().toString());
            }
        }
        object.put("callId", message.callId());
        String type = message.value(HeaderName.CONTENT_TYPE);
        if (type != null && message.bodyLength() > 0) {
            object.put("body", type);
        }
        object.put("again", event.again());
        return object;
    }

    /// Waits until all of a call that is over was shown, for a second at most.
    void settle(String callId) {
        for (int i = 0; i < 100 && !settled(callId); i++) {
            Arguments.pause(Duration.ofMillis(10));
        }
    }

    private boolean settled(String callId) {
        lock.lock();
        try {
            return settling.settled(callId);
        } finally {
            lock.unlock();
        }
    }

    /// The call was answered.
    void up(SipResponse answer) {
        String time = String.format(Locale.ROOT, "%.1f ms", ladder.milliseconds(Instant.now()));
        tell("call up in " + time + ", ^C hangs up", "up", Map.of("status", answer.status()));
    }

    /// Something happened to a call that no message shows.
    void happened(CallEvent event) {
        switch (event) {
            case CallEvent.DigitReceived(char digit, Duration duration) ->
                    tell(
                            "digit " + digit + ", " + duration.toMillis() + " ms",
                            "digit",
                            Map.of("digit", String.valueOf(digit)));
            case CallEvent.Held _ -> tell("the peer holds us", "held", Map.of());
            case CallEvent.Resumed _ -> tell("the peer is back", "resumed", Map.of());
            case CallEvent.TransferProgressed(int status, String reason) ->
                    tell(
                            "transfer: " + status + " " + reason,
                            "transfer",
                            Map.of("status", status));
            default -> {
                // The ladder shows it.
            }
        }
    }

    /// Says something in a line of its own.
    ///
    /// @param text for people
    /// @param event what it is called for programs
    /// @param more what programs get to know beside that
    void tell(String text, String event, Map<String, ?> more) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("event", event);
        object.putAll(more);
        lock.lock();
        try {
            out.println(json ? JsonLine.write(object) : "     " + Texts.harmless(text));
            out.flush();
        } finally {
            lock.unlock();
        }
    }

    /// How the sound of a call fared.
    void figures(Figures figures) {
        Figures.Heard heard = figures.heard();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("sent", figures.sent().packets());
        object.put("received", heard.packets());
        object.put("lost", heard.lost());
        object.put("jitterMilliseconds", heard.jitter().toNanos() / 1e6);
        Duration roundTrip = figures.roundTrip();
        if (roundTrip != null) {
            object.put("roundTripMilliseconds", roundTrip.toNanos() / 1e6);
        }
        object.put("strange", figures.dropped().strange());
        String trip = roundTrip == null ? "" : ", round trip " + Texts.milliseconds(roundTrip);
        tell(
                String.format(
                        Locale.ROOT,
                        "audio: %,d packets sent, %,d received, %,d lost, jitter %s%s",
                        figures.sent().packets(),
                        heard.packets(),
                        heard.lost(),
                        Texts.milliseconds(heard.jitter()),
                        trip),
                "media",
                object);
    }
}
