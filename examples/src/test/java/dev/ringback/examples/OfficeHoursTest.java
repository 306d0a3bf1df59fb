package dev.ringback.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.routing.Route;
import dev.ringback.routing.trial.Trial;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OfficeHoursTest {
    private final Trial support = Trial.request("INVITE sip:support@example.com");

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-05T09:00:00Z", "2026-01-09T16:59:59Z"})
    void deskIsThereOnWeekdays(String time) {
        assertThat(support.route(at(time))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-05T08:59:59Z", "2026-01-09T17:00:00Z", "2026-01-10T12:00:00Z"})
    void callsOutOfHoursGoToWhoeverIsOnCall(String time) {
        assertThat(support.registered("oncall").route(at(time)))
                .isEqualTo(
                        Route.lookup("oncall@example.com")
                                .header("Subject", "Support, out of hours"));
    }

    @Test
    void callerIsToldWhenNobodyIsOnCall() {
        assertThat(support.route(at("2026-01-10T12:00:00Z")))
                .isEqualTo(Route.reply(480, "Closed Until Nine"));
    }

    @Test
    void otherUsersAreNotAffected() {
        assertThat(Trial.request("INVITE sip:bob@example.com").route(at("2026-01-10T12:00:00Z")))
                .isNull();
    }

    private static OfficeHours at(String time) {
        return new OfficeHours(Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
    }
}
