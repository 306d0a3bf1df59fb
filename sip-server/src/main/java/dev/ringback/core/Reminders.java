package dev.ringback.core;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.LocationService;
import dev.ringback.location.Lookup;
import dev.ringback.push.PushAddress;
import dev.ringback.push.PushService;
import dev.ringback.push.PushSettings;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.TimerQueue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Wakes phones to refresh their bindings before those end: RFC 8599 §5.5. A phone that registers
/// in time by itself is left alone. There is one timer at most for each binding of a user; what a
/// user's other REGISTERs did meanwhile is looked up when it fires. One for each shard.
final class Reminders {
    /// How long before the end of a binding its phone is woken; half of a shorter lifetime.
    private static final Duration AHEAD = Duration.ofMinutes(2);

    private final SipStack stack;
    private final LocationService location;
    private final StoreQuestions stores;
    private PushSettings settings = PushSettings.NONE;
    private StoreQuestions wakings;
    private final Map<AddressOfRecord, Map<PushAddress, TimerQueue.Timer>> timers = new HashMap<>();

    Reminders(SipStack stack, LocationService location, StoreQuestions stores) {
        this.stack = stack;
        this.location = location;
        this.stores = stores;
        this.wakings = new StoreQuestions(stack, settings.patience());
    }

    /// Has phones woken by these settings from now on, also those that registered before.
    void follow(PushSettings present) {
        if (!present.equals(settings)) {
            settings = present;
            wakings = new StoreQuestions(stack, present.patience());
        }
    }

    /// How many phones will be looked at.
    int waiting() {
        return timers.values().stream().mapToInt(Map::size).sum();
    }

    /// A user has registered, or taken bindings back.
    void registered(AddressOfRecord aor) {
        stores.ask(
                location.find(aor, stack.now()),
                settled -> {
                    if (settled instanceof Lookup.Found<List<Binding>>(var bindings)) {
                        arrange(aor, bindings);
                    }
                });
    }

    private void arrange(AddressOfRecord aor, List<Binding> bindings) {
        Map<PushAddress, TimerQueue.Timer> old = timers.remove(aor);
        if (old != null) {
            old.values().forEach(TimerQueue.Timer::cancel);
        }
        Map<PushAddress, TimerQueue.Timer> fresh = new HashMap<>();
        for (Binding binding : bindings) {
            PushAddress phone = PushAddress.of(binding.contact());
            if (phone != null && service().supports(phone.provider())) {
                TimerQueue.Timer timer =
                        stack.schedule(wait(binding), () -> due(aor, phone, binding));
                TimerQueue.Timer twice = fresh.put(phone, timer);
                if (twice != null) {
                    twice.cancel();
                }
            }
        }
        if (!fresh.isEmpty()) {
            timers.put(aor, fresh);
        }
    }

    private Duration wait(Binding binding) {
        Duration left = Duration.ofNanos(binding.expiresAt() - stack.now());
        Duration half = left.dividedBy(2);
        return half.compareTo(AHEAD) < 0 ? half : left.minus(AHEAD);
    }

    /// Nobody is woken whose binding was refreshed or removed: it may have been by another shard.
    private void due(AddressOfRecord aor, PushAddress phone, Binding old) {
        Map<PushAddress, TimerQueue.Timer> phones = timers.get(aor);
        if (phones != null) {
            phones.remove(phone);
            if (phones.isEmpty()) {
                timers.remove(aor);
            }
        }
        stores.ask(
                location.find(aor, stack.now()),
                settled -> {
                    if (settled instanceof Lookup.Found<List<Binding>>(var bindings)
                            && bindings.stream().anyMatch(b -> ends(b, phone, old))) {
                        wakings.ask(service().wake(aor, phone), _ -> {});
                    }
                });
    }

    /// Its end says nothing: where it is kept by the wall clock it is read a little differently
    /// each time.
    private static boolean ends(Binding binding, PushAddress phone, Binding old) {
        return binding.sameRequest(old) && phone.equals(PushAddress.of(binding.contact()));
    }

    private PushService service() {
        return settings.service();
    }
}
