package dev.ringback.store.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.auth.DigestAlgorithm;
import dev.ringback.subscribers.News;
import dev.ringback.subscribers.Snapshot;
import dev.ringback.subscribers.Subscriber;
import dev.ringback.subscribers.SubscriberStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [SubscriberStore] must do. A store's own test extends this and says how it is opened.
public abstract class SubscriberKit {
    private static final int THREADS = 4;
    private static final int EACH = 10;

    /// A user with hashes of both algorithms.
    protected static final Subscriber ALICE = user("alice", "a");

    /// Another one.
    protected static final Subscriber BOB = user("bob", "b");

    /// One who came from a server that keeps MD5 alone.
    protected static final Subscriber MOVED =
            new Subscriber("moved", "example.com", only(DigestAlgorithm.MD5));

    private SubscriberStore store;

    /// For the tests of a store.
    protected SubscriberKit() {}

    /// Opens the store, with nothing in it at the first call of a test. A later call opens it for
    /// another process.
    protected abstract SubscriberStore open() throws Exception;

    /// The store under test.
    protected final SubscriberStore store() {
        return store;
    }

    @BeforeEach
    final void begin() throws Exception {
        store = open();
    }

    @AfterEach
    final void end() {
        store.close();
    }

    /// A user of `example.com`.
    protected static Subscriber user(String name, String password) {
        return Subscriber.withPassword(name, "example.com", password);
    }

    private static Map<DigestAlgorithm, String> only(DigestAlgorithm algorithm) {
        Map<DigestAlgorithm, String> only = new HashMap<>(user("moved", "m").ha1());
        only.keySet().removeIf(each -> each != algorithm);
        return only;
    }

    private List<Subscriber> all() throws IOException {
        return List.copyOf(store.load().subscribers());
    }

    @Test
    void thereIsNothingAtFirst() throws Exception {
        Snapshot first = store.load();
        assertThat(first.subscribers()).isEmpty();
        assertThat(first.domains()).isEmpty();
        assertThat(store.since(first.number())).isEqualTo(new News.Nothing());
        assertThat(store.find("alice", "example.com")).isNull();
        assertThat(store.remove("alice", "example.com")).isFalse();
        assertThat(store.removeDomain("example.com")).isFalse();
        assertThat(store.put(List.of())).isZero();
    }

    @Test
    void whatIsPutIsThereWhole() throws Exception {
        Subscriber sha = new Subscriber("sha", "example.com", only(DigestAlgorithm.SHA_256));
        assertThat(store.put(List.of(ALICE, BOB, MOVED, sha))).isEqualTo(4);
        assertThat(all()).containsExactlyInAnyOrder(ALICE, BOB, MOVED, sha);
        for (Subscriber each : List.of(ALICE, BOB, MOVED, sha)) {
            assertThat(store.find(each.name(), "example.com")).isEqualTo(each);
        }
        assertThat(store.find("alice", "example.org")).isNull();
        assertThat(store.find("ALICE", "example.com")).isNull();
    }

    @Test
    void whoIsPutAgainIsReplacedAndNotCounted() throws Exception {
        store.put(List.of(ALICE, BOB));
        Subscriber changed = user("alice", "other");
        assertThat(store.put(List.of(changed, MOVED))).isEqualTo(1);
        assertThat(all()).containsExactlyInAnyOrder(changed, BOB, MOVED);
        Subscriber less = new Subscriber("alice", "example.com", only(DigestAlgorithm.MD5));
        assertThat(store.put(List.of(less))).isZero();
        assertThat(store.find("alice", "example.com")).isEqualTo(less);
    }

    @Test
    void ofTwoOfTheSameAddressTheLaterCounts() throws Exception {
        assertThat(store.put(List.of(ALICE, BOB, user("alice", "2"), user("alice", "3"))))
                .isEqualTo(2);
        assertThat(all()).containsExactlyInAnyOrder(BOB, user("alice", "3"));
    }

    @Test
    void namesMayHaveAnySignThatAUserMayHave() throws Exception {
        List<Subscriber> odd = new ArrayList<>();
        for (String name :
                List.of(
                        "O'Neil",
                        "%_$1?{x};--",
                        "a,b\tc".replace('\t', '|'),
                        "\u00c4\u00df\u00e9\u0416\u6f22",
                        "\ud83d\udcde",
                        "A",
                        "a",
                        "NULL",
                        "+49301234567",
                        "x".repeat(500))) {
            odd.add(user(name, "p"));
            odd.add(Subscriber.withPassword(name, "b\u00fccher.example", "p"));
        }
        assertThat(store.put(odd)).isEqualTo(odd.size());
        assertThat(all()).containsExactlyInAnyOrderElementsOf(odd);
        for (Subscriber each : odd) {
            assertThat(store.find(each.name(), each.domain())).isEqualTo(each);
        }
        for (Subscriber each : odd) {
            assertThat(store.remove(each.name(), each.domain())).as("%s", each).isTrue();
        }
        assertThat(all()).isEmpty();
    }

    @Test
    void whoIsRemovedIsGone() throws Exception {
        store.put(List.of(ALICE, BOB));
        assertThat(store.remove("alice", "example.org")).isFalse();
        assertThat(store.remove("alice", "example.com")).isTrue();
        assertThat(store.remove("alice", "example.com")).isFalse();
        assertThat(all()).containsExactly(BOB);
    }

    @Test
    void domainsComeAndGo() throws Exception {
        assertThat(store.addDomain("example.com")).isTrue();
        assertThat(store.addDomain("example.com")).isFalse();
        assertThat(store.addDomain("example.org")).isTrue();
        assertThat(store.load().domains()).containsExactlyInAnyOrder("example.com", "example.org");
        assertThat(store.removeDomain("example.com")).isTrue();
        assertThat(store.load().domains()).containsExactly("example.org");
        assertThat(all()).isEmpty();
    }

    @Test
    void newsTellWhatChangedAndNothingOnce() throws Exception {
        store.put(List.of(BOB));
        Follower follower = new Follower(store);
        assertThat(follower.users()).containsOnlyKeys("bob@example.com");
        store.put(List.of(ALICE, MOVED));
        store.remove("bob", "example.com");
        store.addDomain("example.net");
        assertThat(follower.ask()).isNotEqualTo(new News.Nothing());
        assertThat(follower.users())
                .isEqualTo(Map.of("alice@example.com", ALICE, "moved@example.com", MOVED));
        assertThat(follower.domains()).containsExactly("example.net");
        assertThat(follower.ask()).isEqualTo(new News.Nothing());
        store.removeDomain("example.net");
        follower.ask();
        assertThat(follower.domains()).isEmpty();
    }

    @Test
    void aNumberOfTheFutureOrOfLongAgoIsAnsweredWithEverything() throws Exception {
        store.put(List.of(ALICE));
        Snapshot now = store.load();
        assertThat(store.since(now.number() + 5)).isEqualTo(new News.Everything(now));
        assertThat(store.since(-1)).isEqualTo(new News.Everything(now));
    }

    @Test
    void thousandsArePutAtOnceAndFollowed() throws Exception {
        Follower follower = new Follower(store);
        List<Subscriber> many = new ArrayList<>();
        for (int i = 0; i < 25_000; i++) {
            many.add(new Subscriber("u" + i, "example.com", ALICE.ha1()));
        }
        assertThat(store.put(many)).isEqualTo(25_000);
        follower.ask();
        assertThat(follower.users()).hasSize(25_000).containsValue(many.getLast());
        assertThat(store.put(many.subList(0, 3_000))).isZero();
        store.remove("u7", "example.com");
        follower.ask();
        assertThat(follower.users()).hasSize(24_999);
        assertThat(follower.ask()).isEqualTo(new News.Nothing());
    }

    @Test
    void whoFollowsNeverDiffersFromWhoReadsEverything() throws Exception {
        long seed = 11;
        Random random = new Random(seed);
        Follower often = new Follower(store);
        Follower seldom = new Follower(store);
        for (int step = 0; step < 60; step++) {
            change(random);
            often.ask();
            if (random.nextInt(10) == 0) {
                seldom.ask();
            }
            assertEqual(often, store.load(), seed, step);
        }
        seldom.ask();
        assertEqual(seldom, store.load(), seed, -1);
    }

    private void change(Random random) throws IOException {
        String name = "u" + random.nextInt(8);
        switch (random.nextInt(5)) {
            case 0 -> store.remove(name, "example.com");
            case 1 -> store.addDomain(name + ".example");
            case 2 -> store.removeDomain(name + ".example");
            default -> store.put(List.of(user(name, "p" + random.nextInt(4)), ALICE));
        }
    }

    private static void assertEqual(Follower follower, Snapshot all, long seed, int step) {
        Map<String, Subscriber> users = new HashMap<>();
        all.subscribers().forEach(each -> users.put(each.address(), each));
        assertThat(follower.users()).as("seed %d, step %d", seed, step).isEqualTo(users);
        assertThat(follower.domains()).as("seed %d, step %d", seed, step).isEqualTo(all.domains());
    }

    @Test
    void ofManyWhoChangeAtOnceNoneIsLostAndNoneMissed() throws Exception {
        Follower follower = new Follower(store);
        List<Future<?>> done = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int i = 0; i < THREADS; i++) {
                String name = "t" + i + "-";
                done.add(threads.submit(() -> putEach(store, name)));
            }
            while (!done.stream().allMatch(Future::isDone)) {
                follower.ask();
            }
            for (Future<?> each : done) {
                each.get(60, TimeUnit.SECONDS);
            }
        }
        follower.ask();
        assertThat(all()).hasSize(THREADS * EACH + 1);
        assertThat(follower.users()).hasSize(THREADS * EACH + 1);
    }

    /// Puts some one by one, each with one that others put too.
    private static Collection<Subscriber> putEach(SubscriberStore into, String name)
            throws IOException {
        List<Subscriber> put = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            Subscriber mine = new Subscriber(name + i, "example.com", ALICE.ha1());
            into.put(List.of(mine, BOB));
            put.add(mine);
        }
        return put;
    }
}
