package dev.ringback.config.rules;

import dev.ringback.config.ConfigException;
import dev.ringback.config.Node;
import dev.ringback.config.Quantity;
import dev.ringback.config.Section;
import dev.ringback.config.Values;
import dev.ringback.routing.Codes;
import dev.ringback.routing.Handling;
import dev.ringback.routing.HeaderEdit;
import dev.ringback.routing.Onward;
import dev.ringback.routing.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a rule does: one of its acts, with the keys that refine it.
final class ActReader {
    private static final int DEPTH = 8;
    private static final List<String> EDITS = List.of("remove-header", "set-header", "add-header");

    /// The acts, each with the keys that go with it.
    private static final Map<String, List<String>> ACTS =
            Map.of(
                    "reply", List.of("reason", "retry-after", "body", "set-header", "add-header"),
                    "redirect", List.of("reason", "contacts"),
                    "forward", onward(),
                    "fork", onward("order"),
                    "lookup", onward(),
                    "challenge", List.of("next"),
                    "queue", List.of("next"));

    /// In the order in which messages list them.
    private static final List<String> NAMES =
            List.of("reply", "redirect", "forward", "fork", "lookup", "challenge", "queue");

    static final List<String> KEYS = List.copyOf(keysOf());

    private final int depth;

    private ActReader(int depth) {
        this.depth = depth;
    }

    private static List<String> onward(String... more) {
        List<String> keys = new ArrayList<>(EDITS);
        keys.addAll(List.of("ring", "then"));
        keys.addAll(List.of(more));
        return keys;
    }

    private static List<String> keysOf() {
        List<String> keys = new ArrayList<>(NAMES);
        NAMES.forEach(act -> keys.addAll(ACTS.getOrDefault(act, List.of())));
        return keys.stream().distinct().toList();
    }

    /// The route of a rule or of an entry. Header edits, `ring` or `then` alone are those of the
    /// default way.
    static Route read(Section section) throws ConfigException {
        return new ActReader(0).route(section);
    }

    private Route nested(String what, Node node) throws ConfigException {
        if (depth == DEPTH) {
            throw new ConfigException(
                    node.place(), "routes are nested more than " + DEPTH + " deep");
        }
        return new ActReader(depth + 1).route(Section.of(node, what, KEYS));
    }

    private @Nullable Route next(Section section) throws ConfigException {
        Node node = section.node("next");
        return node == null ? null : nested("next", node);
    }

    private Route route(Section section) throws ConfigException {
        String act = act(section);
        for (String key : section.keys()) {
            boolean foreign = KEYS.contains(key) && !key.equals(act);
            if (foreign && !ACTS.getOrDefault(act, List.of()).contains(key)) {
                throw new ConfigException(
                        section.place(key), "'" + key + "' does not go with '" + act + "'");
            }
        }
        try {
            return make(act, section);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(section.place(act), act + ": " + e.getMessage());
        }
    }

    private static String act(Section section) throws ConfigException {
        String act = null;
        for (String key : section.keys()) {
            boolean names = NAMES.contains(key);
            if (names && act != null) {
                throw new ConfigException(
                        section.place(key),
                        "a rule does one thing, this one has '" + act + "' and '" + key + "'");
            }
            act = names ? key : act;
        }
        if (act != null) {
            return act;
        }
        boolean refined = section.keys().stream().anyMatch(onward()::contains);
        if (!refined) {
            throw new ConfigException(
                    section.place(), "what is to be done? One of " + String.join(", ", NAMES));
        }
        return "lookup";
    }

    private Route make(String act, Section section) throws ConfigException {
        return switch (act) {
            case "reply" -> reply(section);
            case "redirect" -> TargetsReader.redirect(section);
            case "forward" -> {
                Route.Forward forward = section.value("forward", Route::forward);
                yield handled(forward == null ? Route.lookup() : forward, section);
            }
            case "fork" -> handled(TargetsReader.fork(section), section);
            case "lookup" -> {
                Route.Lookup lookup = section.value("lookup", ActReader::lookup);
                yield handled(lookup == null ? Route.lookup() : lookup, section);
            }
            case "challenge" -> {
                section.value("challenge", ActReader::yes);
                yield new Route.Challenge(next(section));
            }
            default -> queue(section);
        };
    }

    private static Route.Lookup lookup(String text) {
        return text.equals("true") ? Route.lookup() : Route.lookup(text);
    }

    private static Boolean yes(String text) {
        if (!text.equals("true")) {
            throw new IllegalArgumentException("'" + text + "' is not true, leave the key out");
        }
        return true;
    }

    private Route handled(Onward onward, Section section) throws ConfigException {
        Handling handling = Handling.PLAIN;
        for (HeaderEdit edit : EditsReader.read(section)) {
            handling = handling.edit(edit);
        }
        Duration ring = section.value("ring", Quantity::duration);
        if (ring != null) {
            handling = handling.ring(ring);
        }
        for (Map.Entry<Node.Key, Node> entry : section.entries("then").entrySet()) {
            Node.Key key = entry.getKey();
            try {
                handling =
                        handling.then(
                                Codes.parse(key.name()), nested(key.name(), entry.getValue()));
            } catch (IllegalArgumentException e) {
                throw new ConfigException(key.place(), "then: " + e.getMessage());
            }
        }
        return onward.with(handling);
    }

    private static Route reply(Section section) throws ConfigException {
        Integer status = section.value("reply", ActReader::status);
        String reason = section.value("reason", text -> text);
        Duration retryAfter = section.value("retry-after", Quantity::duration);
        Route.Reply reply = new Route.Reply(status == null ? 0 : status, reason, List.of(), null);
        if (retryAfter != null) {
            reply = reply.retryAfter(retryAfter);
        }
        for (HeaderEdit edit : EditsReader.read(section)) {
            reply = reply.with(edit);
        }
        Section body = section.section("body", "type", "text");
        if (body != null) {
            String type = body.value("type", text -> text);
            String text = body.value("text", content -> content);
            reply = reply.body(type == null ? "text/plain" : type, text == null ? "" : text);
        }
        reply.complete();
        return reply;
    }

    private static Integer status(String text) {
        return Values.number(text, 100, 699);
    }

    private Route queue(Section section) throws ConfigException {
        Section queue = section.section("queue", "name", "time", "every", "most", "full");
        if (queue == null) {
            throw new IllegalArgumentException("it takes keys");
        }
        String name = queue.value("name", text -> text);
        Duration time = queue.value("time", Quantity::duration);
        if (name == null || time == null) {
            throw new IllegalArgumentException("it needs a name and a time");
        }
        Duration every = queue.value("every", Quantity::duration);
        Integer most = queue.value("most", text -> Values.number(text, 1, 10_000));
        Node full = queue.node("full");
        Route.Queue plain = Route.queue(name, time);
        return new Route.Queue(
                name,
                time,
                every == null ? plain.every() : every,
                most == null ? plain.most() : most,
                next(section),
                full == null ? plain.full() : nested("full", full));
    }
}
