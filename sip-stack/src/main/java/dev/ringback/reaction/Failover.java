package dev.ringback.reaction;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Resource;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.route.Via;
import dev.ringback.header.time.RetryAfter;
import dev.ringback.locate.Located;
import dev.ringback.locate.ServerHealth;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.message.SipsAddresses;
import dev.ringback.overload.OverloadClient;
import dev.ringback.stack.Hop;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Priority;
import dev.ringback.stack.SipStack;
import dev.ringback.transaction.ClientFailure;
import dev.ringback.transaction.ClientTransaction;
import dev.ringback.transaction.ClientTransactionUser;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One request on its way over the servers of its target, until one of them has the last word: RFC
/// 3263 §4.3. The request is the same at each, but for its branch.
final class Failover implements ClientTransactionUser {
    private final SipStack stack;
    private final ServerHealth health;
    private final OverloadClient overload;
    private final Draft draft;
    private final SipRequest request;
    private final FailoverUser user;
    private List<Hop> hops = List.of();
    private int tried;
    private int sending;
    private boolean answered;
    private boolean cancelled;
    private boolean over;
    private @Nullable ClientTransaction current;

    /// @param request the request, with any Via
    Failover(RequestSender sender, Draft draft, SipRequest request, FailoverUser user) {
        this.stack = sender.stack();
        this.health = sender.locator().health();
        this.overload = sender.overload();
        this.draft = draft;
        this.request = request;
        this.user = user;
    }

    /// Takes the servers that were found, and begins.
    void over(Located located) {
        boolean inDialog = request.to().tag() != null;
        hops = inDialog ? located.everyHop() : located.hops();
        if (over) {
            return;
        }
        if (hops.isEmpty()) {
            over = true;
            user.lost(located.cause(), false);
        } else {
            sendToNext();
        }
    }

    /// Gives up.
    ///
    /// @return whether there will be an end to hear of: an INVITE was sent
    boolean cancel() {
        cancelled = true;
        if (over || current == null || !request.method().equals(Method.INVITE)) {
            over = true;
            return false;
        }
        current.cancel();
        return true;
    }

    /// A server that asked us to hold back gets nothing: RFC 7339 §5.10.
    private void sendToNext() {
        Hop hop = hops.get(tried++);
        long now = stack.now();
        if (overload.permits(hop, Priority.of(request), now)) {
            send(hop);
            return;
        }
        int asked = Math.max(0, overload.asked(hop, now));
        Cause cause = new Cause.Overloaded(Resource.NEXT_HOP, asked, asked);
        if (hasNext()) {
            user.next(cause);
            sendToNext();
        } else {
            over = true;
            user.lost(cause, false);
        }
    }

    private void send(Hop hop) {
        ListenPoint local = Objects.requireNonNull(stack.localFor(hop));
        Via via = local.via(stack.ids().branch());
        SipRequest.Builder builder =
                request.edit().replaceFirst(HeaderName.VIA, overload.offered(via.toString(), hop));
        draft.leaves(builder, local);
        sending = user.sends();
        answered = false;
        current = stack.send(SipsAddresses.leaving(builder.build()), hop, this);
    }

    private boolean hasNext() {
        return !cancelled && tried < hops.size() && user.maySend();
    }

    private Hop server() {
        return hops.get(tried - 1);
    }

    /// A response with more than our own Via was misrouted or corrupted (RFC 3261 §8.1.3.3): nobody
    /// hears of it, and the transaction ends without one.
    @Override
    public void response(ClientTransaction transaction, SipResponse response) {
        if (transaction != current || response.read(Via.FIELD).values().size() > 1) {
            return;
        }
        answered = true;
        overload.heard(transaction.destination(), response.topVia(), stack.now());
        note(response);
        Sent sent =
                new Sent(
                        transaction.request(),
                        transaction.destination(),
                        sending,
                        transaction.answeredOn());
        if (response.provisional()) {
            if (!over) {
                user.progress(response, sent);
            }
        } else if (response.success()) {
            succeeded(response, sent);
        } else if (!over) {
            refused(response, sent);
        }
    }

    private void note(SipResponse response) {
        if (response.status() == 503) {
            RetryAfter wait = response.read(RetryAfter.FIELD).first();
            Duration rest = wait == null ? Duration.ZERO : wait.delay();
            health.unavailable(server(), rest, stack.now());
        } else {
            health.answered(server(), stack.now());
        }
    }

    /// Of an INVITE there may be many; of another request that nobody waits for any more, none.
    private void succeeded(SipResponse response, Sent sent) {
        if (!over || request.method().equals(Method.INVITE)) {
            over = true;
            user.succeeded(response, sent);
        }
    }

    private void refused(SipResponse response, Sent sent) {
        boolean leaves = user.leaves(response) && hasNext();
        if (leaves) {
            user.next(response, sent);
        }
        if (leaves && !cancelled) {
            sendToNext();
        } else if (!over) {
            over = true;
            user.refused(response, sent);
        }
    }

    /// A server that has said something, if only 100, has not failed: nobody else is asked.
    @Override
    public void failed(ClientTransaction transaction, ClientFailure failure) {
        if (transaction != current || over) {
            return;
        }
        if (!answered) {
            health.failed(server(), stack.now());
        }
        if (!answered && hasNext()) {
            user.next(failure.cause());
            sendToNext();
        } else {
            over = true;
            user.lost(failure.cause(), failure instanceof ClientFailure.TimedOut);
        }
    }

    /// The end of a transaction whose final response was discarded.
    @Override
    public void terminated(ClientTransaction transaction) {
        if (transaction == current && !over) {
            over = true;
            user.lost(new Cause.CheckFailed(Check.RESPONSE, "Via"), true);
        }
    }
}
