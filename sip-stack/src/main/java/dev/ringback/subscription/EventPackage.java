package dev.ringback.subscription;

import java.time.Duration;
import java.util.List;

/// What a notifier keeps to for one event package: RFC 6665 §5.4. Immutable.
///
/// @param name the name for Event, such as `presence`
/// @param types the types of body that it can tell in, the usual one first; none where that is not
///     known, so that nobody is refused for what it accepts
/// @param usual the lifetime of a subscription that does not ask for one
/// @param least the shortest lifetime that is not refused with 423
/// @param most the longest lifetime that is granted
/// @param pace the least time between two NOTIFY requests of one subscription
public record EventPackage(
        String name,
        List<String> types,
        Duration usual,
        Duration least,
        Duration most,
        Duration pace) {
    /// Presence: RFC 3856 §6.
    public static final EventPackage PRESENCE =
            of("presence", "application/pidf+xml", 3600).paced(Duration.ofSeconds(5));

    /// Waiting messages: RFC 3842 §3.
    public static final EventPackage MESSAGE_SUMMARY =
            of("message-summary", "application/simple-message-summary", 3600)
                    .paced(Duration.ofSeconds(1));

    /// Dialogs of a user: RFC 4235 §3.
    public static final EventPackage DIALOG =
            of("dialog", "application/dialog-info+xml", 3600).paced(Duration.ofSeconds(1));

    /// What becomes of a REFER: RFC 3515 §3. Its subscriptions are implicit.
    public static final EventPackage REFER = of("refer", "message/sipfrag;version=2.0", 180);

    /// Copies the list.
    public EventPackage {
        types = List.copyOf(types);
    }

    /// A package with one type of body, with lifetimes from a minute to twice the usual, and at
    /// least an hour; told as fast as it changes.
    ///
    /// @param usual in seconds
    public static EventPackage of(String name, String type, long usual) {
        return new EventPackage(
                name,
                List.of(type),
                Duration.ofSeconds(usual),
                Duration.ofSeconds(60),
                Duration.ofSeconds(Math.max(3600, 2 * usual)),
                Duration.ZERO);
    }

    /// A package by its name; of one that is not known here nothing is known.
    public static EventPackage named(String name) {
        return switch (name) {
            case "presence" -> PRESENCE;
            case "message-summary" -> MESSAGE_SUMMARY;
            case "dialog" -> DIALOG;
            case "refer" -> REFER;
            default -> {
                EventPackage usual = of(name, "", 3600);
                yield new EventPackage(
                        name, List.of(), usual.usual, usual.least, usual.most, usual.pace);
            }
        };
    }

    /// This with another least time between two NOTIFY requests.
    public EventPackage paced(Duration other) {
        return new EventPackage(name, types, usual, least, most, other);
    }

    /// This with other lifetimes.
    public EventPackage lasting(Duration newLeast, Duration newMost) {
        Duration newUsual = usual.compareTo(newMost) > 0 ? newMost : usual;
        return new EventPackage(name, types, newUsual, newLeast, newMost, pace);
    }
}
