package dev.ringback.subscribers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.location.AddressOfRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class MemorySubscribersTest {
    private static final Subscriber ALICE = Subscriber.withPassword("alice", "localhost", "a");
    private static final Subscriber OTHER = Subscriber.withPassword("alice", "example.com", "b");

    @Test
    void usersAreFoundByNameAndDomain() {
        MemorySubscribers subscribers = new MemorySubscribers(List.of(ALICE, OTHER));
        assertThat(subscribers.find("alice", "localhost")).isEqualTo(ALICE);
        assertThat(subscribers.find("alice", "example.com")).isEqualTo(OTHER);
        assertThat(subscribers.find("Alice", "localhost")).isNull();
        assertThat(subscribers.find("alice", "example.org")).isNull();
        assertThat(subscribers.size()).isEqualTo(2);
    }

    @Test
    void changesMakeAnotherAndLeaveTheOldOneAsItWas() {
        MemorySubscribers before = new MemorySubscribers(List.of(ALICE));
        MemorySubscribers after =
                before.after(
                        new News.Some(
                                1,
                                List.of(OTHER),
                                List.of(
                                        new AddressOfRecord("alice", "localhost"),
                                        new AddressOfRecord("nobody", "nowhere.example")),
                                Set.of("example.com")));
        assertThat(after.find("alice", "localhost")).isNull();
        assertThat(after.find("alice", "example.com")).isEqualTo(OTHER);
        assertThat(after.size()).isEqualTo(1);
        assertThat(after.has("example.com")).isTrue();
        assertThat(before.find("alice", "localhost")).isEqualTo(ALICE);
        assertThat(before.find("alice", "example.com")).isNull();
        assertThat(before.has("example.com")).isFalse();

        MemorySubscribers again = after.with(List.of(ALICE));
        assertThat(again.find("alice", "localhost")).isEqualTo(ALICE);
        assertThat(again.size()).isEqualTo(2);
        assertThat(again.has("example.com")).isTrue();
    }

    /// Against a plain map, over many changes: more than are kept apart from the rest.
    @Test
    void manyChangesAddUp() {
        Random random = new Random(7);
        Map<String, Subscriber> model = new TreeMap<>();
        MemorySubscribers known = MemorySubscribers.NONE;
        for (int i = 0; i < 400; i++) {
            List<Subscriber> changed = new ArrayList<>();
            List<AddressOfRecord> gone = new ArrayList<>();
            for (int k = 0; k < 20; k++) {
                String name = "u" + random.nextInt(3_000);
                if (random.nextInt(3) == 0 && changed.stream().noneMatch(named(name))) {
                    gone.add(new AddressOfRecord(name, "example.com"));
                    model.remove(name);
                } else if (gone.stream().noneMatch(who -> who.user().equals(name))) {
                    Subscriber user = new Subscriber(name, "example.com", Map.of());
                    changed.add(user);
                    model.put(name, user);
                }
            }
            known = known.after(new News.Some(i, changed, gone, Set.of()));
            assertThat(known.size()).isEqualTo(model.size());
        }
        for (int i = 0; i < 3_000; i++) {
            assertThat(known.find("u" + i, "example.com")).isEqualTo(model.get("u" + i));
        }
    }

    private static Predicate<Subscriber> named(String name) {
        return each -> each.name().equals(name);
    }

    @Test
    void ofTwoWithOneAddressTheLaterCounts() {
        Subscriber changed = Subscriber.withPassword("alice", "localhost", "c");
        MemorySubscribers subscribers = new MemorySubscribers(List.of(ALICE, changed));
        assertThat(subscribers.find("alice", "localhost")).isEqualTo(changed);
        assertThat(subscribers.size()).isEqualTo(1);
    }
}
