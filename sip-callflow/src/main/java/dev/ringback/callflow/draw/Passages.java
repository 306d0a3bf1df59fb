package dev.ringback.callflow.draw;

import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Transaction;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the messages that passed before, and those that went no further.
final class Passages {
    private final List<Passed> messages;
    private final Parties parties;
    private final BitSet again = new BitSet();
    private final Set<String> invites = new HashSet<>();

    /// The last place at which a party sent what it got, or answered it, by what that was.
    private final Map<String, Integer> sent = new HashMap<>();

    private final Map<String, Integer> answered = new HashMap<>();

    Passages(List<Passed> messages, Parties parties) {
        this.messages = messages;
        this.parties = parties;
        Set<String> before = new HashSet<>();
        for (int i = 0; i < messages.size(); i++) {
            Passed passed = messages.get(i);
            SipMessage message = passed.message();
            again.set(i, !before.add(passage(passed)));
            int sender = parties.column(passed.from());
            sent.put(sender + " " + content(message), i);
            String key = Transaction.key(message);
            if (message instanceof SipResponse) {
                answered.put(sender + " " + key, i);
            } else if (message.cSeq().method().equals(Method.INVITE)) {
                invites.add(Transaction.branch(message));
            }
        }
    }

    private static String passage(Passed passed) {
        SipMessage message = passed.message();
        String hop = passed.from() + " " + passed.to() + " " + Transaction.key(message);
        return switch (message) {
            case SipRequest _ -> hop;
            case SipResponse response ->
                    hop
                            + " "
                            + response.status()
                            + " "
                            + response.to().tag()
                            + " "
                            + response.value(HeaderName.of("RSeq"));
        };
    }

    /// What stays the same of a message that is forwarded.
    private static String content(SipMessage message) {
        String request = message.callId() + " " + message.cSeq() + " " + message.from().tag() + " ";
        return switch (message) {
            case SipRequest asked -> request + asked.method();
            case SipResponse response -> request + response.status() + " " + response.to().tag();
        };
    }

    /// Whether the same passed there before.
    boolean again(int index) {
        return again.get(index);
    }

    /// Whether a message came to an element that should have sent it on or answered it, and did
    /// neither.
    boolean stopped(int index) {
        Passed passed = messages.get(index);
        SipMessage message = passed.message();
        int receiver = parties.column(passed.to());
        if (again.get(index) || after(sent, receiver + " " + content(message), index)) {
            return false;
        }
        return switch (message) {
            case SipRequest request -> lost(request, receiver, index);
            case SipResponse response ->
                    response.status() > 100
                            && response.read(Via.FIELD).values().size() > 1
                            && parties.forwards(receiver);
        };
    }

    private boolean lost(SipRequest request, int receiver, int index) {
        if (request.method().equals(Method.ACK)) {
            boolean ofFailure = invites.contains(Transaction.branch(request));
            return !ofFailure && parties.forwards(receiver);
        }
        boolean judged = parties.forwards(receiver) || parties.own(receiver);
        return judged && !after(answered, receiver + " " + Transaction.key(request), index);
    }

    private static boolean after(Map<String, Integer> places, String what, int index) {
        return places.getOrDefault(what, -1) > index;
    }
}
