package dev.ringback.core;

import dev.ringback.flow.FlowLoss;
import dev.ringback.flow.FlowUse;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.Lookup;
import dev.ringback.message.SipRequest;
import dev.ringback.proxy.ProxyCore;
import dev.ringback.proxy.Target;
import dev.ringback.redirect.Directory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finds clients of ours that came back within a call: their Record-Route names the flow that they
/// had when it began, and since then they have registered the same contact on another one (RFC 5626
/// §4.5, §5.3). A store may keep it waiting. One for each shard.
///
/// The far end of a dialog is named by To. Only a contact that its user has registered counts, so
/// nobody gets farther by a To that is not true than the dialog's own token lets them.
final class PresentFlows {
    private final ServerServices services;
    private final StoreQuestions stores;
    private final UserLookup users;
    private final ShardMemory memory;

    PresentFlows(ShardMemory memory, ServerServices services, UserLookup users) {
        this.memory = memory;
        this.services = services;
        this.stores = memory.stores();
        this.users = users;
    }

    /// Goes on with the target of a request, now or when a store has said where it is. A request of
    /// a dialog goes by the flow on which its target is now. It takes the way that its route names
    /// where that names no flow, where its target is no user of ours, where that flow still is one
    /// of the target's, and where the store does not say it.
    void find(ProxyCore.Routed routed, Consumer<Target> then) {
        FlowUse named = routed.flow();
        AddressOfRecord aor = named == null ? null : user(routed.message());
        if (named == null || aor == null) {
            then.accept(routed.target());
            return;
        }
        stores.ask(
                services.location().find(aor, memory.stack().now()),
                settled ->
                        then.accept(
                                present(
                                        named,
                                        routed.message(),
                                        settled instanceof Lookup.Found<List<Binding>>(var bindings)
                                                ? bindings
                                                : List.of())));
    }

    /// The user of ours at the far end of a dialog; null where there is none.
    private @Nullable AddressOfRecord user(SipRequest message) {
        UserLookup.Wanted wanted =
                message.to().tag() == null ? null : users.wanted(message.to().uri());
        Directory directory = services.settings().directory();
        return wanted != null
                        && directory.find(wanted.aor()) instanceof Directory.Found.User(var aor)
                ? aor
                : null;
    }

    /// Who came back at another server is reached through that one, once the flow that is named has
    /// turned out to be gone.
    private static Target present(FlowUse named, SipRequest message, List<Binding> bindings) {
        FlowUse newest = null;
        List<Target> elsewhere = new ArrayList<>();
        for (Binding binding : bindings) {
            if (binding.failed() || !binding.matches(message.requestUri())) {
                continue;
            }
            Target way = Target.of(binding);
            FlowUse use = way.flow();
            if (use != null && use.flow().equals(named.flow())) {
                return Target.of(message.requestUri(), told(named));
            }
            newest = use == null ? newest : use;
            if (!way.path().isEmpty()) {
                elsewhere.addFirst(way);
            }
        }
        return Target.of(message.requestUri(), told(newest == null ? named : newest))
                .orBy(elsewhere);
    }

    /// Who knows the bindings tells nobody of a failed flow: RFC 5626 §11.5.
    private static FlowUse told(FlowUse use) {
        return use.loss() == FlowLoss.FLOW_FAILED
                ? new FlowUse(use.flow(), FlowLoss.UNAVAILABLE)
                : use;
    }
}
