package dev.ringback.testkit;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.Presence;
import dev.ringback.header.address.Contact;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/// A peer made of rules: functions from a message to the messages that answer it. No stack, no
/// timers, no state but what it has received. For unit tests, and on a [PeerNode] for peers that
/// break the rules.
///
/// ```java
/// var peer = new ScriptedPeer()
///         .onRequest(Method.INVITE, ScriptedPeer.respond(180), ScriptedPeer.respond(486))
///         .onRequest(Method.OPTIONS, ScriptedPeer.respond(200));
/// List<SipMessage> answers = peer.receive(invite);   // 180, then 486
/// ```
///
/// The first rule whose condition fits answers; a message that fits none is not answered. One
/// thread.
public final class ScriptedPeer {
    private final List<Rule> rules = new ArrayList<>();
    private final List<SipMessage> received = new ArrayList<>();
    private final Map<String, String> tags = new HashMap<>();
    /// Where nobody is reached: for who does not care what a 2xx has for a Contact.
    private static final String NOWHERE = "<sip:peer.invalid>";

    private String contact = "";

    /// A peer without rules: it answers nothing.
    public ScriptedPeer() {}

    private record Rule(
            Predicate<SipMessage> when, Function<SipMessage, List<? extends SipMessage>> then) {}

    /// How a peer answers a request: by a response, made with the peer's own tag.
    @FunctionalInterface
    public interface Reply {
        /// The response to send.
        SipResponse to(SipRequest request, String tag);
    }

    /// Writes that Contact into every 2xx to an INVITE: `<sip:bob@10.0.0.2>`.
    public ScriptedPeer contact(String value) {
        contact = value;
        return this;
    }

    /// Answers requests of a method by these responses, in this order.
    public ScriptedPeer onRequest(Method method, Reply... replies) {
        return on(
                message -> message instanceof SipRequest request && request.method().equals(method),
                message -> answer((SipRequest) message, List.of(replies)));
    }

    /// Answers messages that fit the condition by the messages of a function.
    public ScriptedPeer on(
            Predicate<SipMessage> when, Function<SipMessage, List<? extends SipMessage>> then) {
        rules.add(new Rule(when, then));
        return this;
    }

    /// A response of that status, with the default reason, and with the peer's tag unless it is
    /// 100.
    public static Reply respond(int status) {
        return (request, tag) -> {
            SipResponse.Builder response = SipResponse.replyTo(request, status);
            if (status > 100) {
                response.toTag(tag);
            }
            Presence contact = Contact.FIELD.use().inResponse(request.method(), status);
            if (contact == Presence.MANDATORY) {
                response.set(HeaderName.CONTACT, NOWHERE);
            }
            return response.build();
        };
    }

    /// Takes a message and gives the answers, in order.
    public List<SipMessage> receive(SipMessage message) {
        received.add(message);
        for (Rule rule : rules) {
            if (rule.when().test(message)) {
                return List.copyOf(rule.then().apply(message));
            }
        }
        return List.of();
    }

    /// All that was received, in order.
    public List<SipMessage> received() {
        return List.copyOf(received);
    }

    /// The requests of a method that were received, in order.
    public List<SipRequest> requests(Method method) {
        var found = new ArrayList<SipRequest>();
        for (SipMessage message : received) {
            if (message instanceof SipRequest request && request.method().equals(method)) {
                found.add(request);
            }
        }
        return found;
    }

    /// The responses of a status that were received, in order.
    public List<SipResponse> responses(int status) {
        var found = new ArrayList<SipResponse>();
        for (SipMessage message : received) {
            if (message instanceof SipResponse response && response.status() == status) {
                found.add(response);
            }
        }
        return found;
    }

    private List<SipResponse> answer(SipRequest request, List<Reply> replies) {
        String tag = tags.computeIfAbsent(request.callId(), _ -> "peer" + (tags.size() + 1));
        var responses = new ArrayList<SipResponse>();
        for (Reply reply : replies) {
            SipResponse response = reply.to(request, tag);
            boolean wantsContact =
                    response.success()
                            && request.method().equals(Method.INVITE)
                            && !contact.isEmpty();
            responses.add(
                    wantsContact
                            ? response.edit().set(HeaderName.CONTACT, contact).build()
                            : response);
        }
        return responses;
    }
}
