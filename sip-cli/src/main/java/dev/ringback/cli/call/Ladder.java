package dev.ringback.cli.call;

import dev.ringback.cli.terminal.Texts;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.sip.WireEvent;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Draws messages as arrows between us and the other side, as they come. One thread.
///
/// ```
///    alice                           127.0.0.1:5060
///      |---- INVITE (SDP) -------------------->|    0.0 ms
///      |<--- 200 OK (SDP) ---------------------|    1.1 ms
/// ```
final class Ladder {
    private static final int WIDTH = 42;
    private static final String MARGIN = "     ";

    private final String self;
    private @Nullable Instant begin;
    private @Nullable InetSocketAddress peer;

    /// @param self who we are
    Ladder(String self) {
        this.self = self;
    }

    /// The lines for a message: the heads of the columns before the first one, then the arrow.
    List<String> draw(WireEvent event) {
        List<String> lines = new ArrayList<>();
        if (begin == null) {
            begin = event.time();
            peer = event.remote();
            lines.add(heads(text(event.remote())));
        }
        lines.add(arrow(event));
        return lines;
    }

    private String heads(String other) {
        int gap = MARGIN.length() + WIDTH + 1 - 3 - self.length() - (other.length() + 1) / 2;
        return "   " + self + " ".repeat(Math.max(2, gap)) + other;
    }

    private String arrow(WireEvent event) {
        String label = " " + label(event.message()) + " ";
        int room = WIDTH - 5;
        String cut = label.length() > room ? label.substring(0, room - 1) + " " : label;
        String line = "-".repeat(room - cut.length());
        String drawn = event.sent() ? "----" + cut + line + ">" : "<---" + cut + line + "-";
        String elsewhere = event.remote().equals(peer) ? "" : "   " + text(event.remote());
        String again = event.again() ? "   again" : "";
        return MARGIN + "|" + drawn + "|" + time(event.time()) + elsewhere + again;
    }

    /// How long after the first message, in milliseconds.
    double milliseconds(Instant time) {
        Instant from = begin == null ? time : begin;
        return Duration.between(from, time).toNanos() / 1e6;
    }

    private String time(Instant time) {
        return String.format(Locale.ROOT, " %8.1f ms", milliseconds(time));
    }

    /// A message in a few words: its method or status, and what it carries.
    static String label(SipMessage message) {
        String what =
                switch (message) {
                    case SipRequest request -> request.method().toString();
                    case SipResponse response -> status(response);
                };
        return Texts.harmless(what) + carried(message);
    }

    private static String status(SipResponse response) {
        Method method = response.cSeq().method();
        String of = method.equals(Method.INVITE) ? "" : " of " + method;
        return (response.status() + " " + response.reason()).strip() + of;
    }

    private static String carried(SipMessage message) {
        String type = message.bodyLength() == 0 ? null : message.value(HeaderName.CONTENT_TYPE);
        if (type == null) {
            return "";
        }
        String bare = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        String name = bare.equals("application/sdp") ? "SDP" : bare;
        return " (" + Texts.harmless(name) + ")";
    }

    /// A socket address as it is written on the command line.
    static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        String shown = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return shown + ":" + address.getPort();
    }
}
