package dev.ringback.callflow.stream;

import dev.ringback.callflow.intake.Direction;
import dev.ringback.callflow.intake.Intake;
import dev.ringback.callflow.intake.Skip;
import dev.ringback.callflow.intake.StartLine;
import dev.ringback.parse.StreamFramer;
import java.nio.ByteBuffer;
import java.time.Instant;

/// A direction that carries SIP messages one after the other: RFC 3261 §18.3. Where it cannot be
/// cut into messages, it goes on at the next start line.
final class SipDirection implements Direction {
    private static final int LONGEST_LINE = 8_192;
    private static final int PATIENCE = 65_536;
    private static final int PIECE = 2_048;

    private final Line line;
    private final Intake intake;

    /// What has not come out of the framer, or what is searched.
    private final OctetQueue pending = new OctetQueue();

    private StreamFramer framer;

    /// How many of those octets were fed to the framer.
    private int fed;

    private boolean searching;
    private boolean seen;
    private long searched;
    private Instant last = Instant.EPOCH;

    /// @param middle whether it begins in the middle, so that a start line is searched first
    SipDirection(Line line, boolean middle) {
        this.line = line;
        this.intake = line.intake();
        this.framer = new StreamFramer(intake.limits());
        this.searching = middle;
        this.seen = !middle;
    }

    @Override
    public void octets(byte[] octets, Instant at) {
        last = at;
        if (abandoned()) {
            return;
        }
        pending.add(octets);
        if (!searching || search()) {
            cut(at);
        }
    }

    /// Whether it looks like no SIP at all.
    private boolean abandoned() {
        return !seen && searched > PATIENCE;
    }

    /// Whether there is a start line. What stands before it is left out, of what may be the start
    /// of one the rest is awaited.
    private boolean search() {
        int found = StartLine.find(pending.array(), pending.start(), pending.end());
        if (found >= 0) {
            pending.drop(found - pending.start());
            searching = false;
            seen = true;
            renew();
            return true;
        }
        int keep = 0;
        while (keep < Math.min(pending.length(), LONGEST_LINE)
                && pending.at(pending.length() - 1 - keep) != '\n') {
            keep++;
        }
        searched += pending.length() - keep;
        pending.drop(pending.length() - keep);
        if (keep == LONGEST_LINE) {
            searched += keep;
            pending.clear();
        }
        if (abandoned()) {
            intake.skip(Skip.NOT_SIP);
            pending.clear();
        }
        return false;
    }

    private void renew() {
        framer = new StreamFramer(intake.limits());
        fed = 0;
    }

    /// Gives the framer more, if there is more, and few octets at first: where many start lines are
    /// broken, each of them costs a piece and not all that follows.
    private boolean feed() {
        int count = Math.min(pending.length() - fed, Math.max(fed, PIECE));
        framer.feed(ByteBuffer.wrap(pending.array(), pending.start() + fed, count));
        fed += count;
        return count > 0;
    }

    private void cut(Instant at) {
        boolean found = false;
        boolean more = true;
        while (more) {
            switch (framer.next()) {
                case StreamFramer.Frame frame -> {
                    found = true;
                    dropLineEnds();
                    drop(frame.bytes().length);
                    intake.message(line.plain(at), frame.parse(), frame.bytes());
                }
                case StreamFramer.KeepAlive _, StreamFramer.Pong _ -> intake.skip(Skip.KEEP_ALIVE);
                case StreamFramer.Incomplete _ -> {
                    more = feed() || rest(found);
                    found = false;
                }
                case StreamFramer.Broken broken -> more = resume(broken, at);
            }
        }
    }

    /// What is left of more octets waits in a framer of its own: the one before holds all of them.
    private boolean rest(boolean found) {
        if (!framer.partial()) {
            drop(pending.length());
            return false;
        }
        if (found) {
            renew();
        }
        return found;
    }

    private void dropLineEnds() {
        while (pending.length() > 0 && (pending.at(0) == '\r' || pending.at(0) == '\n')) {
            drop(1);
        }
    }

    private void drop(int count) {
        pending.drop(count);
        fed -= count;
    }

    /// Delivers what cannot be read, and goes on at the next start line if that is there already.
    private boolean resume(StreamFramer.Broken broken, Instant at) {
        dropLineEnds();
        int next = second();
        int count = next < 0 ? lastLine() : next - pending.start();
        byte[] octets = pending.take(count);
        if (octets.length > 0) {
            intake.unreadable(line.plain(at), octets, broken.malformed().reason());
        }
        if (next < 0) {
            searching = true;
            return false;
        }
        renew();
        return true;
    }

    /// How many octets stand before the last line, which may be the start of a start line; all
    /// where there is but one line.
    private int lastLine() {
        int count = pending.length();
        while (count > 0 && pending.at(count - 1) != '\n') {
            count--;
        }
        return count == 0 ? pending.length() : count;
    }

    /// The place of the start line after the first line, or -1.
    private int second() {
        int at = pending.start();
        while (at < pending.end() && pending.array()[at] != '\n') {
            at++;
        }
        return StartLine.find(pending.array(), at + 1, pending.end());
    }

    @Override
    public void gap(Instant at) {
        last = at;
        lose("Octets of it are missing in the capture");
        searching = true;
        pending.clear();
        renew();
    }

    @Override
    public void closed() {
        end();
    }

    @Override
    public void end() {
        lose("The capture or the connection ended within it");
        pending.clear();
        renew();
    }

    private void lose(String reason) {
        if (!searching && pending.length() > 0 && framer.partial()) {
            dropLineEnds();
            intake.unreadable(line.plain(last), pending.take(pending.length()), reason);
        }
    }

    @Override
    public int held() {
        return pending.capacity() + (searching ? 0 : 2 * pending.length());
    }
}
