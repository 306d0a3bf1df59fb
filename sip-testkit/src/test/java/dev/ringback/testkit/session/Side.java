package dev.ringback.testkit.session;

import dev.ringback.message.SipRequest;
import dev.ringback.offer.MediaControl;
import dev.ringback.session.EndReason;
import dev.ringback.session.InviteSession;
import dev.ringback.session.SessionEvent;
import dev.ringback.session.SessionListener;
import dev.ringback.transaction.ServerTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One side of a call: its session and all that it heard of it.
final class Side implements SessionListener {
    final Party party;
    final List<SessionEvent> events = new ArrayList<>();
    @Nullable InviteSession session;
    @Nullable MediaControl media;
    @Nullable SipRequest invite;
    private Consumer<SessionEvent> then = _ -> {};
    private Predicate<ServerTransaction> asked = _ -> false;

    Side(Party party) {
        this.party = party;
    }

    void nothing() {}

    String callId() {
        return session().callId();
    }

    /// What to do at each event.
    Side then(Consumer<SessionEvent> order) {
        then = order;
        return this;
    }

    /// What to do with a request that the session does not serve itself.
    Side asked(Predicate<ServerTransaction> order) {
        asked = order;
        return this;
    }

    @Override
    public boolean request(ServerTransaction transaction) {
        return asked.test(transaction);
    }

    InviteSession session() {
        return Objects.requireNonNull(session);
    }

    /// Orders something after a while.
    Side after(Duration delay, Consumer<InviteSession> order) {
        party.core().stack().schedule(delay, () -> order.accept(session()));
        return this;
    }

    /// Orders something now.
    void order(Consumer<InviteSession> order) {
        party.node.execute(() -> order.accept(session()));
    }

    @Override
    public void happened(SessionEvent event) {
        if (ended() != null) {
            throw new IllegalStateException(event + " after the end");
        }
        events.add(event);
        then.accept(event);
    }

    @Nullable EndReason ended() {
        return !events.isEmpty() && events.getLast() instanceof SessionEvent.Ended end
                ? end.reason()
                : null;
    }

    /// The names of its events in order.
    List<String> story() {
        return events.stream().map(Side::name).toList();
    }

    private static String name(SessionEvent event) {
        return switch (event) {
            case SessionEvent.Progress progress ->
                    progress.response().status() + (progress.earlyMedia() ? " media" : "");
            case SessionEvent.Ended ended -> ended.reason().getClass().getSimpleName();
            default -> event.getClass().getSimpleName();
        };
    }
}
