package dev.ringback.stack;

import dev.ringback.header.Method;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;

/// What is refused first and last when there is more to do than can be done: RFC 3261 §21.5.4 with
/// the reason of RFC 7339 §5.10.1, that a call which exists is worth more than one which does not.
public enum Priority {
    /// A request that begins something: refused first.
    NEW,
    /// What belongs to something that exists or ends it: responses, requests in a dialog, ACK, BYE,
    /// CANCEL and PRACK. Refused last.
    ONGOING;

    /// Which of them a message is.
    public static Priority of(SipMessage message) {
        if (!(message instanceof SipRequest request) || request.to().tag() != null) {
            return ONGOING;
        }
        Method method = request.method();
        boolean ends =
                method.equals(Method.ACK)
                        || method.equals(Method.BYE)
                        || method.equals(Method.CANCEL)
                        || method.equals(Method.PRACK);
        return ends ? ONGOING : NEW;
    }
}
