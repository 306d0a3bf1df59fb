package dev.ringback.cli.explain;

import dev.ringback.cause.Cause;
import dev.ringback.routing.HeaderEdit;
import dev.ringback.routing.Route;
import dev.ringback.routing.Step;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Hop;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What data of a decision is called in one line.
final class Words {
    private Words() {}

    /// `forward to sip:gw.example.net`, with its changes.
    static String of(Route route) {
        return switch (route) {
            case Route.Lookup lookup ->
                    "lookup"
                            + (lookup.user() == null ? "" : " " + lookup.user())
                            + edits(lookup.handling().edits());
            case Route.Reply reply -> "reply " + reply.status() + tail(reply.reason());
            case Route.Redirect redirect ->
                    "redirect "
                            + redirect.status()
                            + " to "
                            + redirect.contacts().stream()
                                    .map(contact -> contact.uri().toString())
                                    .collect(Collectors.joining(", "));
            case Route.Forward forward ->
                    "forward to " + forward.target() + edits(forward.handling().edits());
            case Route.Fork fork ->
                    "fork to "
                            + fork.legs().stream()
                                    .map(leg -> leg.uri() + q(leg.q()))
                                    .collect(Collectors.joining(", "))
                            + edits(fork.handling().edits());
            case Route.Challenge challenge ->
                    "challenge"
                            + (challenge.next() == null ? "" : ", then " + of(challenge.next()));
            case Route.Queue queue -> "queue " + queue.name();
        };
    }

    private static String tail(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : " " + text;
    }

    private static String edits(List<HeaderEdit> edits) {
        return edits.isEmpty()
                ? ""
                : edits.stream().map(Words::of).collect(Collectors.joining(", ", ", ", ""));
    }

    /// `set P-Charge: 42`.
    static String of(HeaderEdit edit) {
        return switch (edit) {
            case HeaderEdit.Set(var name, String value) -> "set " + name + ": " + value;
            case HeaderEdit.Add(var name, String value) -> "add " + name + ": " + value;
            case HeaderEdit.Remove(var name) -> "remove " + name;
        };
    }

    /// ` (q 0.5)`; nothing for the usual 1.
    static String q(int thousandths) {
        return thousandths == 1000 || thousandths < 0
                ? ""
                : String.format(Locale.ROOT, " (q %s)", thousandths / 1000.0);
    }

    /// `ringback.yaml:7`.
    static String of(Cause.RuleMatched rule) {
        return rule.source() + (rule.line() > 0 ? ":" + rule.line() : "");
    }

    /// Why a place is left out.
    static String of(Step.Exclusion why) {
        return switch (why) {
            case REPEATED -> "it is there already";
            case NOT_SIP -> "it is no SIP URI";
            case NOT_REGISTERED -> "no active binding";
            case ITSELF -> "the request is there already";
        };
    }

    /// `udp:10.0.0.5:5060`.
    static String of(Destination to) {
        return to.transport().parameter() + ":" + of(to.remote());
    }

    private static String of(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }

    /// Hops in the order in which they would be tried.
    static String of(List<Hop> hops) {
        return hops.stream().map(Words::of).collect(Collectors.joining(", "));
    }

    /// What decided an answer.
    static String of(Cause cause) {
        return switch (cause) {
            case Cause.RuleMatched rule -> of(rule) + ", " + rule.rule();
            case Cause.FellBack(Cause.RuleMatched rule, Cause after) ->
                    of((Cause) rule) + ", after " + of(after);
            case Cause.CheckFailed check ->
                    "check "
                            + word(check.check())
                            + " ("
                            + check.check().clause()
                            + ")"
                            + ": "
                            + check.subject();
            case Cause.Challenged challenged ->
                    "realm "
                            + challenged.realm()
                            + ", "
                            + (challenged.fault() == null
                                    ? "no credentials"
                                    : "credentials: " + word(challenged.fault()));
            case Cause.Denied denied -> "policy " + word(denied.policy());
            case Cause.StoreAnswered store ->
                    word(store.store()) + ": " + word(store.finding()) + ", " + store.subject();
            case Cause.NotLocated located ->
                    "no server for " + located.host() + ": " + word(located.reason());
            case Cause.Received received -> "answered by " + of(received.from());
            case Cause.Served served -> word(served.by());
            case Cause.Fault fault -> "a fault: " + fault.type();
            default -> cause.toString();
        };
    }

    /// `max forwards` for MAX_FORWARDS.
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
