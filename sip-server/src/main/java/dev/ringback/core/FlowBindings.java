package dev.ringback.core;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.LocationService;
import dev.ringback.stack.Flow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Who registered on which connection, so that the end of a connection marks the bindings that lead
/// to it: RFC 5626 §7. Of one shard, for the REGISTERs that it served; an entry lasts as long as
/// its connection.
final class FlowBindings {
    private final LocationService location;
    private final Map<Flow, Set<AddressOfRecord>> byFlow = new HashMap<>();

    FlowBindings(LocationService location) {
        this.location = location;
    }

    /// Remembers who registered on a connection.
    void registered(Flow flow, AddressOfRecord aor) {
        if (flow.transport().reliable()) {
            byFlow.computeIfAbsent(flow, _ -> new HashSet<>(2)).add(aor);
        }
    }

    /// Marks the bindings of a flow that is no more, where there is no other way to them.
    ///
    /// @param now monotonic nanoseconds
    void closed(Flow flow, long now) {
        Set<AddressOfRecord> registered = byFlow.remove(flow);
        if (registered == null) {
            return;
        }
        for (AddressOfRecord aor : registered) {
            // where it fails a request that goes there finds out
            var _ =
                    location.update(
                            aor,
                            now,
                            bindings ->
                                    bindings.stream()
                                            .map(binding -> marked(binding, flow))
                                            .toList());
        }
    }

    private static Binding marked(Binding binding, Flow flow) {
        boolean led = binding.onlyByFlow() && !binding.failed();
        return led && binding.flow().equals(flow) ? binding.flowFailed() : binding;
    }
}
