package dev.ringback.bench.load;

import dev.ringback.bench.load.pace.Timers;
import dev.ringback.bench.socket.Link;
import org.jspecify.annotations.Nullable;

/// A call as its caller knows it.
final class Call {
    final int number;

    /// When it should have begun, in nanoseconds.
    final long due;

    final Link line;

    State state = State.INVITED;
    boolean trying;
    boolean ringing;

    /// The callee is ours and saw the INVITE, and then the ACK.
    boolean reached;

    boolean acknowledged;
    boolean byeAnswered;
    long byeDue;

    /// When the INVITE was sent first, in nanoseconds.
    long sent;

    @Nullable String toTag;

    /// What is sent again when nothing comes: the INVITE, then the BYE.
    byte[] request;

    byte @Nullable [] ack;

    /// The retransmission that is to come.
    private Timers.@Nullable Timer timer;

    /// Where ACK and BYE go.
    @Nullable Link target;

    Call(int number, long due, Link line, byte[] request) {
        this.number = number;
        this.due = due;
        this.line = line;
        this.request = request;
    }

    /// How far it is.
    enum State {
        INVITED("no answer to INVITE"),
        PROCEEDING("no final answer to INVITE"),
        ANSWERED("not ended"),
        ENDING("no answer to BYE"),
        OVER("");

        /// What to say of a call that remains there.
        final String reason;

        State(String reason) {
            this.reason = reason;
        }
    }

    /// Sets the retransmission that is to come; null for none.
    void timer(Timers.@Nullable Timer next) {
        if (timer != null) {
            timer.cancel();
        }
        timer = next;
    }

    /// Why it has failed when nothing more comes.
    String stuck() {
        return byeAnswered ? "no ACK reached the callee" : state.reason;
    }
}
