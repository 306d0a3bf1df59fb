package dev.ringback.core;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.LocationService;
import dev.ringback.location.Lookup;
import dev.ringback.push.PushAddress;
import dev.ringback.push.PushSettings;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.TimerQueue;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Wakes the phones of a user before a request goes to them: RFC 8599 §5.6.2. A phone sleeps when
/// it registered to be woken and no connection leads to it. One for each shard.
final class Sleepers {
    /// How often it is looked whether a phone has registered at another server. Nobody tells of it.
    private static final Duration LOOKING = Duration.ofSeconds(1);

    private final SipStack stack;
    private final LocationService location;
    private final StoreQuestions stores;
    private final PushSettings settings;
    private final StoreQuestions questions;

    Sleepers(ShardMemory memory, LocationService location, PushSettings settings) {
        this.stack = memory.stack();
        this.location = location;
        this.stores = memory.stores();
        this.settings = settings;
        this.questions = new StoreQuestions(stack, settings.patience());
    }

    /// How many phones are waited for.
    int waiting() {
        return questions.running();
    }

    /// Whether somebody has to be woken.
    boolean among(List<Binding> bindings) {
        return !settings.service().providers().isEmpty()
                && bindings.stream().anyMatch(this::sleeps);
    }

    private boolean sleeps(Binding binding) {
        PushAddress phone = PushAddress.of(binding.contact());
        return phone != null
                && settings.service().supports(phone.provider())
                && (binding.failed() || !binding.onConnection());
    }

    /// Wakes all that sleep, and goes on when each has registered or will not in time.
    ///
    /// @param then takes those of its argument that can be asked now: who was awake, and who woke
    void wake(
            AddressOfRecord aor,
            List<Binding> bindings,
            Consumer<UnaryOperator<List<Binding>>> then) {
        Set<PushAddress> asked = new HashSet<>();
        for (Binding binding : bindings) {
            PushAddress phone = sleeps(binding) ? PushAddress.of(binding.contact()) : null;
            if (phone != null) {
                asked.add(phone);
            }
        }
        Set<PushAddress> woken = new HashSet<>();
        int[] open = {asked.size()};
        Lookout lookout = new Lookout(aor, bindings, asked);
        lookout.begin();
        for (PushAddress phone : asked) {
            questions.ask(
                    settings.service().wake(aor, phone),
                    settled -> {
                        if (settled instanceof Lookup.Found<Boolean>(Boolean came) && came) {
                            woken.add(phone);
                        }
                        if (--open[0] == 0) {
                            lookout.end();
                            then.accept(now -> awake(now, woken));
                        }
                    });
        }
    }

    /// Looks for phones that register at another server while they are waited for. Where bindings
    /// are at hand there is none.
    private final class Lookout {
        private final AddressOfRecord aor;
        private final List<Binding> before;
        private final Set<PushAddress> phones;
        private TimerQueue.@Nullable Timer timer;

        Lookout(AddressOfRecord aor, List<Binding> before, Set<PushAddress> phones) {
            this.aor = aor;
            this.before = before;
            this.phones = phones;
        }

        void begin() {
            timer = stack.schedule(LOOKING, this::look);
        }

        void end() {
            if (timer != null) {
                timer.cancel();
                timer = null;
            }
        }

        private void look() {
            Lookup<List<Binding>> lookup = location.find(aor, stack.now());
            if (lookup instanceof Lookup.Pending<List<Binding>>) {
                begin();
                stores.ask(lookup, this::seen);
            }
        }

        private void seen(Lookup.Settled<List<Binding>> settled) {
            if (timer == null || !(settled instanceof Lookup.Found<List<Binding>>(var now))) {
                return;
            }
            for (Binding binding : now) {
                PushAddress phone = PushAddress.of(binding.contact());
                boolean fresh = before.stream().noneMatch(binding::sameRequest);
                if (fresh && phone != null && phones.contains(phone)) {
                    settings.service().registered(aor, phone);
                }
            }
        }
    }

    private List<Binding> awake(List<Binding> bindings, Set<PushAddress> woken) {
        return bindings.stream()
                .filter(
                        binding -> {
                            PushAddress phone = PushAddress.of(binding.contact());
                            boolean woke = phone != null && woken.contains(phone);
                            return woke || !sleeps(binding);
                        })
                .toList();
    }
}
