package dev.ringback.subscribers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.location.AddressOfRecord;
import java.util.List;
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
    void theSnapshotIsReplacedAsAWhole() {
        MemorySubscribers subscribers = new MemorySubscribers(List.of(ALICE));
        subscribers.replace(List.of(OTHER));
        assertThat(subscribers.find("alice", "localhost")).isNull();
        assertThat(subscribers.find("alice", "example.com")).isEqualTo(OTHER);
    }

    @Test
    void usersAndDomainsComeAndGo() {
        MemorySubscribers subscribers = new MemorySubscribers(List.of(ALICE));
        subscribers.put(OTHER);
        subscribers.remove(new AddressOfRecord("alice", "localhost"));
        subscribers.remove(new AddressOfRecord("nobody", "nowhere.example"));
        assertThat(subscribers.find("alice", "localhost")).isNull();
        assertThat(subscribers.find("alice", "example.com")).isEqualTo(OTHER);
        assertThat(subscribers.size()).isEqualTo(1);
        assertThat(subscribers.has("example.com")).isFalse();
        subscribers.domains(List.of("example.com"));
        assertThat(subscribers.has("example.com")).isTrue();
        subscribers.domains(List.of());
        assertThat(subscribers.has("example.com")).isFalse();
    }

    @Test
    void ofTwoWithOneAddressTheLaterCounts() {
        Subscriber changed = Subscriber.withPassword("alice", "localhost", "c");
        MemorySubscribers subscribers = new MemorySubscribers(List.of(ALICE, changed));
        assertThat(subscribers.find("alice", "localhost")).isEqualTo(changed);
        assertThat(subscribers.size()).isEqualTo(1);
    }
}
