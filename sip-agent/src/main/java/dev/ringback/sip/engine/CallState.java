package dev.ringback.sip.engine;

import dev.ringback.header.NameAddress;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.sip.CallEnd;
import java.util.concurrent.CompletableFuture;

/// How far a call is, for any thread.
///
/// @param peer who the other side is
/// @param answered the 2xx
/// @param confirmed the ACK of our 2xx
/// @param ended why it is over
record CallState(
        NameAddress peer,
        CompletableFuture<SipResponse> answered,
        CompletableFuture<SipRequest> confirmed,
        CompletableFuture<CallEnd> ended) {
    static CallState of(NameAddress peer) {
        return new CallState(
                peer,
                new CompletableFuture<>(),
                new CompletableFuture<>(),
                new CompletableFuture<>());
    }

    boolean up() {
        return answered.isDone() && !answered.isCompletedExceptionally();
    }

    boolean over() {
        return ended.isDone();
    }

    /// Tells everybody who waits.
    void end(CallEnd how, Exception told) {
        answered.completeExceptionally(told);
        confirmed.completeExceptionally(told);
        ended.complete(how);
    }
}
