package dev.ringback.cli.call;

import dev.ringback.header.Method;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import java.util.HashSet;
import java.util.Set;

/// Knows whether all of a call has passed: messages are told by another thread than the end of
/// their call, and the answer to a BYE and the ACK of a refusal come after it. One owner.
final class Settling {
    private final Set<String> open = new HashSet<>();
    private final Set<String> done = new HashSet<>();
    private final Set<String> ended = new HashSet<>();

    /// A message passed.
    void passed(SipMessage message) {
        String callId = message.callId();
        String transaction = callId + ' ' + message.cSeq();
        switch (message) {
            case SipRequest request -> {
                Method method = request.method();
                if (method.equals(Method.ACK)) {
                    open.remove(acknowledgement(message));
                } else if (!done.contains(transaction)) {
                    open.add(transaction);
                }
                if (method.equals(Method.BYE) || method.equals(Method.CANCEL)) {
                    ended.add(callId);
                }
            }
            case SipResponse response -> {
                if (response.finalResponse() && done.add(transaction)) {
                    open.remove(transaction);
                    if (message.cSeq().method().equals(Method.INVITE)) {
                        open.add(acknowledgement(message));
                    }
                }
                if (response.status() >= 300) {
                    ended.add(callId);
                }
            }
        }
    }

    private static String acknowledgement(SipMessage message) {
        return message.callId() + ' ' + message.cSeq().number() + " ACK";
    }

    /// Whether the end of a call passed, and every request has its answer.
    boolean settled(String callId) {
        return ended.contains(callId) && open.stream().noneMatch(one -> one.startsWith(callId));
    }
}
