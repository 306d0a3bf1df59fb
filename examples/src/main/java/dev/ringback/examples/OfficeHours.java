package dev.ringback.examples;

import dev.ringback.routing.Route;
import dev.ringback.routing.Routes;
import dev.ringback.routing.RoutingRequest;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/// The support desk is there from nine to five on weekdays. At other times its calls go to whoever
/// is on call, and are told so by a header field.
///
/// The time comes from a clock that a test can set.
public final class OfficeHours implements Routes {
    private static final LocalTime OPENS = LocalTime.of(9, 0);
    private static final LocalTime CLOSES = LocalTime.of(17, 0);

    private final Clock clock;

    /// The server makes one when it loads this file.
    public OfficeHours() {
        this(Clock.system(ZoneId.of("Europe/London")));
    }

    /// One for a test.
    OfficeHours(Clock clock) {
        this.clock = clock;
    }

    @Override
    public @Nullable Route route(RoutingRequest request) {
        if (!request.user().equals("support") || open()) {
            return null;
        }
        return request.registered("oncall")
                ? Route.lookup("oncall@example.com").header("Subject", "Support, out of hours")
                : Route.reply(480, "Closed Until Nine");
    }

    private boolean open() {
        ZonedDateTime now = ZonedDateTime.now(clock);
        boolean weekday = now.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
        LocalTime time = now.toLocalTime();
        return weekday && !time.isBefore(OPENS) && time.isBefore(CLOSES);
    }
}
