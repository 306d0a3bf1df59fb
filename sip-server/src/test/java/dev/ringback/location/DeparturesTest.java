package dev.ringback.location;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Absence;
import org.junit.jupiter.api.Test;

/// Who was registered until lately.
class DeparturesTest {
    private final Departures departures = new Departures();

    private static AddressOfRecord user(int number) {
        return new AddressOfRecord("user" + number, "example.com");
    }

    private static Departure removed(long at) {
        return new Departure(Absence.REMOVED, at);
    }

    @Test
    void theLastDepartureOfAUserCounts() {
        departures.add(user(1), removed(10));
        departures.add(user(1), new Departure(Absence.EXPIRED, 20));
        assertThat(departures.of(user(1))).isEqualTo(new Departure(Absence.EXPIRED, 20));
        assertThat(departures.of(user(2))).isNull();
    }

    @Test
    void ofTooManyUsersTheFirstIsForgotten() {
        for (int i = 0; i <= Departures.MOST; i++) {
            departures.add(user(i), removed(i));
        }
        assertThat(departures.of(user(0))).isNull();
        assertThat(departures.of(user(1))).isEqualTo(removed(1));
        assertThat(departures.of(user(Departures.MOST))).isEqualTo(removed(Departures.MOST));
    }

    @Test
    void whoComesAndGoesAllTheTimeDrivesOutNobody() {
        departures.add(user(1), removed(1));
        for (int i = 0; i < 3 * Departures.MOST; i++) {
            departures.add(user(2), removed(i));
        }
        assertThat(departures.of(user(1))).isEqualTo(removed(1));
        assertThat(departures.of(user(2))).isEqualTo(removed(3 * Departures.MOST - 1));
    }

    @Test
    void whoWasForgottenIsKnownAgainAfterAnotherDeparture() {
        for (int i = 0; i <= Departures.MOST; i++) {
            departures.add(user(i), removed(i));
        }
        departures.add(user(0), removed(-1));
        assertThat(departures.of(user(0))).isEqualTo(removed(-1));
        assertThat(departures.of(user(1))).isNull();
        assertThat(departures.of(user(2))).isNotNull();
    }
}
