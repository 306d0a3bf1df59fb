package dev.ringback.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.callflow.CallFlow;
import dev.ringback.calls.CallQuery;
import dev.ringback.calls.CallWatcher;
import dev.ringback.calls.RecentCalls;
import dev.ringback.console.api.CallJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Which calls are looked at for those who follow one.
final class FollowedTest {
    private final List<String> found = new ArrayList<>();
    private final Followed followed = new Followed(new Asked(), new CallJson());

    /// Remembers what was asked for, and nothing else.
    private final class Asked implements RecentCalls {
        @Override
        public List<CallFlow> search(CallQuery query) {
            return List.of();
        }

        @Override
        public @Nullable CallFlow find(String callId) {
            found.add(callId);
            return new CallFlow(callId, List.of(), List.of(), Set.of(), 0);
        }

        @Override
        public Map<String, CallFlow> remembered(Collection<String> callIds) {
            return Map.of();
        }

        @Override
        public Watch watch(CallWatcher watcher) {
            return () -> {};
        }
    }

    private static Listener listener(String call) {
        return new Listener(new Listener.Wish(0, call, false), Thread.currentThread());
    }

    @Test
    void aCallIsLookedAtOnceHoweverManyFollowItAndOthersNotAtAll() {
        List<Listener> listeners = List.of(listener("one"), listener("one"), listener("two"));
        followed.heed(listeners);
        followed.note("one");
        for (int i = 0; i < 10_000; i++) {
            followed.note("another-" + i);
        }
        followed.note("one");
        followed.news(listeners);
        assertThat(found).containsExactly("one");
    }

    @Test
    void aCallThatIsFollowedIsNotLostAmongManyOthers() {
        List<Listener> listeners = List.of(listener("one"));
        followed.heed(listeners);
        for (int i = 0; i < 10_000; i++) {
            followed.note("another-" + i);
        }
        followed.note("one");
        followed.news(listeners);
        assertThat(found).containsExactly("one");
    }
}
