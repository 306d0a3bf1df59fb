package dev.ringback.bench.load;

import dev.ringback.bench.load.tally.Tally;
import dev.ringback.bench.socket.Link;
import dev.ringback.message.SipResponse;
import java.util.HashMap;
import java.util.Map;

/// The calls of another, of which only the callee is ours: a call went well when its ACK and its
/// BYE came.
final class Answering implements Work, CallWatch {
    private final Tally tally;

    /// Of the calls that are not over, whether one of the two has come.
    private final Map<String, Boolean> calls = new HashMap<>();

    Answering(Tally tally) {
        this.tally = tally;
    }

    @Override
    public void start(int number, long due) {
        // another one begins
    }

    @Override
    public void response(SipResponse response, Link from) {
        tally.stray("response to a callee");
    }

    @Override
    public void reached(String callId) {
        calls.put(callId, false);
        tally.start();
    }

    @Override
    public void acknowledged(String callId) {
        one(callId);
    }

    @Override
    public void ended(String callId) {
        one(callId);
    }

    private void one(String callId) {
        if (Boolean.TRUE.equals(calls.put(callId, true))) {
            calls.remove(callId);
            tally.success();
        }
    }

    @Override
    public void faulted(String callId, String reason) {
        if (calls.remove(callId) == null) {
            tally.stray(reason);
        } else {
            tally.failure(reason);
        }
    }

    @Override
    public void giveUp() {
        calls.forEach((_, one) -> tally.failure(one ? "no ACK or no BYE" : "no ACK and no BYE"));
        calls.clear();
    }
}
