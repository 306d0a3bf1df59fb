package dev.ringback.push;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Lookup;
import java.util.List;

/// Wakes nobody.
record NoPush() implements PushService {
    @Override
    public List<String> providers() {
        return List.of();
    }

    @Override
    public Lookup<Boolean> wake(AddressOfRecord aor, PushAddress phone) {
        return new Lookup.Found<>(false);
    }

    @Override
    public void registered(AddressOfRecord aor, PushAddress phone) {}
}
