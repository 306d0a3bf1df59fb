package dev.ringback.runtime;

import dev.ringback.cause.Cause;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;
import dev.ringback.stack.SipStack;
import dev.ringback.transaction.ServerTransaction;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Answers every request with 200 and remembers what it saw.
class RecordingCore implements Core {
    final List<SipRequest> requests = new CopyOnWriteArrayList<>();
    final List<Flow> flows = new CopyOnWriteArrayList<>();
    final List<SipResponse> strays = new CopyOnWriteArrayList<>();
    final AtomicInteger answered = new AtomicInteger();
    private volatile @Nullable RuntimeException nextFault;
    private boolean quiet;

    /// Counts only: for tests with many messages.
    static RecordingCore counting() {
        RecordingCore core = new RecordingCore();
        core.quiet = true;
        return core;
    }

    /// The next request meets a bug.
    void failOnce(RuntimeException fault) {
        nextFault = fault;
    }

    @Override
    public void start(SipStack stack, int shard) {
        // It needs nothing of the stack.
    }

    @Override
    public void request(ServerTransaction transaction) {
        RuntimeException fault = nextFault;
        if (fault != null) {
            nextFault = null;
            throw fault;
        }
        if (!quiet) {
            requests.add(transaction.request());
            flows.add(transaction.flow());
        }
        answered.incrementAndGet();
        transaction.respond(
                SipResponse.replyTo(transaction.request(), 200).toTag("there").build(),
                new Cause.Decided("the test"));
    }

    @Override
    public void ack(SipRequest ack, Flow flow) {
        requests.add(ack);
    }

    @Override
    public void response(SipResponse response, Flow flow) {
        strays.add(response);
    }
}
