package dev.ringback.subscription;

import dev.ringback.header.Parameters;
import dev.ringback.header.event.Event;
import java.util.List;
import java.util.Objects;

/// What is subscribed to.
///
/// @param event the event package, with its `id` where there is one
/// @param types the types of body that are understood, for Accept; none leaves it to the package
/// @param forks whether each notifier that a forked SUBSCRIBE reaches may have a subscription (RFC
///     6665 §5.4.9); where not, the first one has it
public record EventKind(Event event, List<String> types, boolean forks) {
    private static final String REFER = "refer";

    /// Copies the list.
    public EventKind {
        types = List.copyOf(types);
    }

    /// A package by its name, with what its RFC says about bodies and forks. Of a package that is
    /// not known here all notifiers may have a subscription.
    public static EventKind named(String name) {
        Event event = new Event(name, Parameters.NONE);
        return switch (name) {
            case "presence" -> new EventKind(event, List.of("application/pidf+xml"), false);
            case "message-summary" ->
                    new EventKind(event, List.of("application/simple-message-summary"), true);
            case "dialog" -> new EventKind(event, List.of("application/dialog-info+xml"), true);
            case REFER -> new EventKind(event, List.of("message/sipfrag"), false);
            default -> new EventKind(event, List.of(), true);
        };
    }

    /// This with an `id`, which tells subscriptions of one dialog apart.
    public EventKind identified(String id) {
        Event named = new Event(event.type(), event.parameters().with("id", id));
        return new EventKind(named, types, forks);
    }

    /// Whether an Event means the same subscription: RFC 6665 §8.2.1. That of the first REFER of a
    /// dialog may come with its `id` or without (RFC 3515 §2.4.6).
    public boolean matches(Event other) {
        boolean sameType = event.type().equals(other.type());
        boolean sameId = Objects.equals(event.id(), other.id());
        boolean loose = event.type().equals(REFER) && (event.id() == null || other.id() == null);
        return sameType && (sameId || loose);
    }
}
