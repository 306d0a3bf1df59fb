package dev.ringback.testkit.invariant;

import dev.ringback.header.Method;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipMessage;
import dev.ringback.testkit.Endpoint;

/// A transaction at one node as a bystander names it (RFC 3261 §17.2.3): node, branch, sent-by and
/// method.
///
/// @param node the name of the node
/// @param branch the branch of the top Via
/// @param sentBy the sent-by of the top Via
/// @param method the method; INVITE for an ACK
/// @param callId the Call-ID, for messages to people
record TransactionId(String node, String branch, String sentBy, String method, String callId) {
    /// The transaction that a message belongs to at a node.
    static TransactionId of(Endpoint node, SipMessage message) {
        Via via = message.topVia();
        Method method = message.cSeq().method();
        return new TransactionId(
                node.name(),
                String.valueOf(via.branch()),
                via.host() + ":" + via.port(),
                method.equals(Method.ACK) ? Method.INVITE.name() : method.name(),
                message.callId());
    }

    /// How many elements a message has passed, its sender included: the number of its Via values.
    static int hops(SipMessage message) {
        return message.read(Via.FIELD).values().size();
    }

    /// The transaction of the same branch with another method: the INVITE of a CANCEL.
    TransactionId of(Method other) {
        return new TransactionId(node, branch, sentBy, other.name(), callId);
    }

    boolean isInvite() {
        return method.equals(Method.INVITE.name());
    }

    @Override
    public String toString() {
        return "%s %s (call %s, branch %s)".formatted(node, method, callId, branch);
    }
}
