package dev.ringback.store.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.location.Binding;
import dev.ringback.location.LocationService;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a [LocationService] must do that outlives its process.
public abstract class LastingLocationKit extends LocationKit {
    /// For the tests of a store.
    protected LastingLocationKit() {}

    @Test
    void whatWasAnsweredIsThereInTheNextProcess() throws Exception {
        long now = System.nanoTime();
        Binding complete = Bindings.complete(now + Duration.ofHours(1).toNanos());
        Binding brief = Bindings.binding(1, now, Duration.ofMillis(1));
        for (int i = 0; i < 100; i++) {
            Bindings.put(location(), Bindings.user(i), now, complete, brief);
            if (i % 2 == 0) {
                Bindings.put(location(), Bindings.user(i), now);
            }
        }
        location().close();
        try (LocationService next = open()) {
            for (int i = 0; i < 100; i++) {
                List<Binding> found = found(next, Bindings.user(i));
                assertThat(found).hasSize(i % 2);
                found.forEach(binding -> assertSame(binding, complete));
            }
        }
    }
}
