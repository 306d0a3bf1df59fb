package dev.ringback.store.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.subscribers.News;
import dev.ringback.subscribers.SubscriberStore;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a [SubscriberStore] must do that outlives its process and is shared by several.
public abstract class LastingSubscriberKit extends SubscriberKit {
    /// For the tests of a store.
    protected LastingSubscriberKit() {}

    @Test
    void whatWasPutIsThereInTheNextProcess() throws Exception {
        store().put(List.of(ALICE, MOVED));
        store().addDomain("example.net");
        store().close();
        try (SubscriberStore next = open()) {
            assertThat(next.load().subscribers()).containsExactlyInAnyOrder(ALICE, MOVED);
            assertThat(next.load().domains()).containsExactly("example.net");
        }
    }

    @Test
    void aChangeOfOneProcessIsAFewNewsToAnother() throws Exception {
        store().put(List.of(ALICE, BOB));
        try (SubscriberStore other = open()) {
            Follower follower = new Follower(other);
            assertThat(follower.ask()).isEqualTo(new News.Nothing());
            store().put(List.of(MOVED));
            store().remove("bob", "example.com");
            assertThat(follower.ask())
                    .isInstanceOfSatisfying(
                            News.Some.class,
                            some -> {
                                assertThat(some.changed()).containsExactly(MOVED);
                                assertThat(some.gone())
                                        .containsExactly(new AddressOfRecord("bob", "example.com"));
                            });
            store().addDomain("example.net");
            assertThat(follower.ask())
                    .isInstanceOfSatisfying(
                            News.Some.class,
                            some -> assertThat(some.domains()).isEqualTo(Set.of("example.net")));
            other.put(List.of(user("carol", "c")));
            Follower here = new Follower(store());
            assertThat(here.users()).containsKey("carol@example.com").hasSize(3);
        }
    }
}
