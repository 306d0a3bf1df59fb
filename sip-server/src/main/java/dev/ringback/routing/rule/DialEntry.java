package dev.ringback.routing.rule;

import dev.ringback.cause.Cause;
import dev.ringback.routing.Onward;
import dev.ringback.routing.Route;
import dev.ringback.routing.RoutingRequest;
import org.jspecify.annotations.Nullable;

/// One entry of `dialplan:`.
///
/// @param cause where it stands; its pattern is its name
/// @param pattern the numbers that it is for
/// @param strip how many characters of the number are left out at its beginning
/// @param prefix what is put before the rest; may be empty
/// @param onward where such a number goes, or null where it only passes. A target without user gets
///     the number.
public record DialEntry(
        Cause.RuleMatched cause,
        NumberPattern pattern,
        int strip,
        String prefix,
        @Nullable Onward onward) {

    /// What becomes of a whole number; null when it only passes.
    @Nullable Route route(String number, RoutingRequest request) {
        String rewritten = prefix + number.substring(Math.min(strip, number.length()));
        boolean changed = !rewritten.equals(number);
        return switch (onward) {
            case null -> changed ? Numbers.lookup(rewritten, request, Route.lookup()) : null;
            case Route.Lookup lookup -> Numbers.lookup(rewritten, request, lookup);
            case Route.Forward forward -> Numbers.forward(rewritten, forward);
            case Route.Fork fork -> Numbers.fork(rewritten, fork);
        };
    }
}
