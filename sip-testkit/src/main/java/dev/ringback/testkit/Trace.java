package dev.ringback.testkit;

import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened in a [Simulation], line by line: a running hash over everything, and the last
/// lines to show.
///
/// Two runs are the same when their hashes are: the hash covers times, names and every byte of
/// every message sent.
public final class Trace {
    private final Deque<Line> last = new ArrayDeque<>();
    private final MessageDigest digest;
    private final int kept;
    private long count;

    /// One line.
    ///
    /// @param at the virtual time in nanoseconds
    /// @param from the name of the node that it is about
    /// @param to the name of the node that a message reached, null for all else
    /// @param text what happened; for messages a short label
    /// @param remark more about it, may be empty
    record Line(long at, String from, @Nullable String to, String text, String remark) {
        @Override
        public String toString() {
            String seconds = "%d.%06d".formatted(at / 1_000_000_000, at / 1_000 % 1_000_000);
            String way = to == null ? from : from + " -> " + to;
            return "%s %s: %s%s"
                    .formatted(seconds, way, text, remark.isEmpty() ? "" : " " + remark);
        }
    }

    /// Makes a trace that keeps that many lines.
    Trace(int kept) {
        this.kept = kept;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has SHA-256
        }
    }

    /// How many lines there were.
    public long count() {
        return count;
    }

    /// The hash of all lines and messages until now, in hexadecimal.
    public String hash() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e); // the platform's SHA-256 can be cloned
        }
    }

    /// The last lines as text, oldest first.
    public List<String> lines() {
        return last.stream().map(Line::toString).toList();
    }

    /// The last lines as a ladder diagram.
    public String ladder() {
        return new Ladder(new ArrayList<>(last)).toString();
    }

    void add(Line line) {
        count++;
        digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
        last.addLast(line);
        if (last.size() > kept) {
            last.removeFirst();
        }
    }

    void bytes(SipMessage message) {
        message.writeTo(digest::update);
    }

    /// A short name of a message: `INVITE 1` or `180 INVITE 1`.
    static String label(SipMessage message) {
        String sequence = message.cSeq().method().name() + " " + message.cSeq().number();
        return switch (message) {
            case SipRequest request -> request.method().name() + " " + request.cSeq().number();
            case SipResponse response -> response.status() + " " + sequence;
        };
    }

    /// What tells a message from others like it: the ends of its Call-ID and of its branch.
    static String remark(SipMessage message) {
        String branch = message.topVia().branch();
        return "call " + end(message.callId()) + " branch " + (branch == null ? "-" : end(branch));
    }

    private static String end(String text) {
        return text.substring(Math.max(0, text.length() - 6));
    }
}
