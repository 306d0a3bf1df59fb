package dev.ringback.reaction;

import dev.ringback.locate.Located;
import dev.ringback.locate.ServerLocator;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.SipStack;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sends the requests of user agents and reacts to what comes back: RFC 3261 §8.1.2 and §8.1.3,
/// RFC 3263 §4. One for each stack, and on its thread.
public final class RequestSender {
    private final SipStack stack;
    private final ServerLocator locator;

    /// A sender on a stack.
    ///
    /// @param locator finds servers, and remembers those that failed
    public RequestSender(SipStack stack, ServerLocator locator) {
        this.stack = stack;
        this.locator = locator;
    }

    /// Sends a request, and sends it again as its policy says. The listener is never called before
    /// this method returns.
    ///
    /// The next hop is the first Route, else the Request-URI. A request outside of dialogs that
    /// has no Route gets the routes of the policy.
    ///
    /// @param draft the request, not ACK and not CANCEL
    public Attempts send(Draft draft, Reactions reactions, ResponseListener listener) {
        throw new UnsupportedOperationException(
                stack + " " + locator + draft + reactions + listener);
    }

    /// Finds where a request goes: by its first Route, else by its Request-URI.
    public void locate(SipRequest request, Consumer<Located> then) {
        throw new UnsupportedOperationException(request.toString() + then);
    }

    /// Sends the ACK of a 2xx to where the dialog says, RFC 3261 §13.2.2.4. A repeated 2xx is
    /// acknowledged by sending the same request again: `stack.sendStateless(request, to)`.
    ///
    /// @param ack the ACK without Via
    /// @param invite the INVITE as it was sent, whose credentials the ACK carries (§22.1)
    /// @param then takes what was sent; null where no server was found
    public void acknowledge(
            SipRequest.Builder ack, SipRequest invite, Consumer<@Nullable Sent> then) {
        throw new UnsupportedOperationException("" + ack + invite + then);
    }

    /// How many requests are under way: each waits for a transaction, a timer, a location or its
    /// user.
    public int underWay() {
        return 0;
    }
}
