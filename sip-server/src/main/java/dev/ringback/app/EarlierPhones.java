package dev.ringback.app;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.LocationService;
import dev.ringback.push.PushAddress;
import dev.ringback.runtime.SipRuntime;
import java.util.ArrayList;
import java.util.List;

/// Has the phones woken before their bindings end that registered with an earlier process of this
/// server: RFC 8599 §5.5. Each shard takes some of them. Not for bindings that several servers
/// share, each of which would wake them.
///
/// @param location the table of bindings
/// @param shards the cores of all shards, by number
record EarlierPhones(LocationService location, List<ShardCore> shards) {
    /// How many users a shard is told of in one step.
    private static final int AT_ONCE = 500;

    /// Copies the list.
    EarlierPhones {
        shards = List.copyOf(shards);
    }

    /// Looks through all bindings, which takes a while.
    ///
    /// @param now monotonic nanoseconds
    void remind(SipRuntime runtime, long now) {
        List<List<AddressOfRecord>> users = new ArrayList<>();
        shards.forEach(_ -> users.add(new ArrayList<>()));
        location.snapshot(
                now,
                (aor, bindings) -> {
                    int shard = Math.floorMod(aor.hashCode(), shards.size());
                    List<AddressOfRecord> share = users.get(shard);
                    if (bindings.stream().anyMatch(EarlierPhones::wakes)) {
                        share.add(aor);
                    }
                    if (share.size() == AT_ONCE) {
                        tell(runtime, shard, share);
                    }
                });
        for (int shard = 0; shard < shards.size(); shard++) {
            tell(runtime, shard, users.get(shard));
        }
    }

    private static boolean wakes(Binding binding) {
        return PushAddress.of(binding.contact()) != null;
    }

    private void tell(SipRuntime runtime, int shard, List<AddressOfRecord> share) {
        List<AddressOfRecord> users = List.copyOf(share);
        share.clear();
        runtime.execute(shard, _ -> shards.get(shard).remind(users));
    }
}
