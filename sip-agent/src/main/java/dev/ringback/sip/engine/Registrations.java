package dev.ringback.sip.engine;

import dev.ringback.header.address.Contact;
import dev.ringback.message.SipResponse;
import dev.ringback.reaction.ResponseListener;
import dev.ringback.reaction.Sent;
import dev.ringback.reaction.SipFailure;
import dev.ringback.sip.Registration;
import dev.ringback.sip.ground.Failures;
import dev.ringback.sip.ground.Ground;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The registration of one agent, of which there is one at most. Any thread.
final class Registrations {
    private final Ground ground;
    private final AgentSide side;

    /// On the stack's thread.
    private @Nullable Bound bound;

    Registrations(Ground ground, AgentSide side) {
        this.ground = ground;
        this.side = side;
    }

    /// Registers, or refreshes what is registered.
    CompletableFuture<Registration> register() {
        CompletableFuture<Registration> done = ground.promise();
        ground.run(
                core -> {
                    Bound one = bound;
                    if (one == null || one.over()) {
                        one = new Bound(ground, side, core);
                        bound = one;
                    }
                    one.register(done);
                });
        return done;
    }

    /// Asks what is registered.
    CompletableFuture<List<Contact>> fetch() {
        CompletableFuture<List<Contact>> done = ground.promise();
        ground.run(
                core -> {
                    Bound one = bound == null ? new Bound(ground, side, core) : bound;
                    one.fetch(new Fetched(done));
                });
        return done;
    }

    /// Takes the binding back; never completed exceptionally.
    CompletableFuture<Void> close() {
        CompletableFuture<Void> done = ground.promise();
        ground.run(
                _ -> {
                    if (bound == null) {
                        done.complete(null);
                    } else {
                        bound.remove(done);
                    }
                });
        return done.exceptionally(_ -> null);
    }

    private record Fetched(CompletableFuture<List<Contact>> done) implements ResponseListener {
        @Override
        public void succeeded(SipResponse response, Sent sent) {
            done.complete(response.read(Contact.FIELD).values());
        }

        @Override
        public void failed(SipFailure failure) {
            done.completeExceptionally(Failures.of("REGISTER", failure));
        }
    }
}
