package dev.ringback.runtime;

import dev.ringback.message.SipMessage;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Priority;
import dev.ringback.stack.SourceGate;
import dev.ringback.stack.SourceGate.Passage;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Lets in what the gate permits of what a shard's sockets receive: what is banned costs one look
/// and nothing else. On the shard's loop.
final class Entrance {
    private static final byte[] RESPONSE = "SIP/2.0 ".getBytes(StandardCharsets.US_ASCII);

    private final SourceGate gate;
    private final Consumer<Notice> notices;

    Entrance(SourceGate gate, Consumer<Notice> notices) {
        this.gate = gate;
        this.notices = notices;
    }

    /// How far the bytes of a message get; what gets nowhere is counted.
    Passage arrived(Flow flow, byte[] bytes) {
        Passage passage = gate.arrived(flow, !response(bytes));
        switch (passage) {
            case FREE, ONGOING -> {}
            case NONE -> dropped("source-flood");
            case BANNED -> dropped("source-banned");
        }
        return passage;
    }

    /// Whether a message gets in that was read; what does not is counted.
    boolean admits(Passage passage, SipMessage message) {
        boolean in = passage == Passage.FREE || Priority.of(message) != Priority.NEW;
        if (!in) {
            dropped("source-rate");
        }
        return in;
    }

    /// What arrived was no message.
    void malformed(Flow flow) {
        gate.malformed(flow);
    }

    private void dropped(String reason) {
        notices.accept(new Notice.Dropped(reason));
    }

    private static boolean response(byte[] bytes) {
        if (bytes.length < RESPONSE.length) {
            return false;
        }
        for (int i = 0; i < RESPONSE.length; i++) {
            if (bytes[i] != RESPONSE[i]) {
                return false;
            }
        }
        return true;
    }
}
