package dev.ringback.core;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.Lookup;
import dev.ringback.push.PushAddress;
import dev.ringback.push.PushSettings;
import dev.ringback.stack.SipStack;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Wakes the phones of a user before a request goes to them: RFC 8599 §5.6.2. A phone sleeps when
/// it registered to be woken and no connection leads to it. One for each shard.
final class Sleepers {
    private final PushSettings settings;
    private final StoreQuestions questions;

    Sleepers(SipStack stack, PushSettings settings) {
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
        for (PushAddress phone : asked) {
            questions.ask(
                    settings.service().wake(aor, phone),
                    settled -> {
                        if (settled instanceof Lookup.Found<Boolean>(Boolean came) && came) {
                            woken.add(phone);
                        }
                        if (--open[0] == 0) {
                            then.accept(now -> awake(now, woken));
                        }
                    });
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
