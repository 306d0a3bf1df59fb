package dev.ringback.core;

import dev.ringback.flow.FlowLoss;
import dev.ringback.flow.FlowUse;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.LocationException;
import dev.ringback.message.SipRequest;
import dev.ringback.proxy.ProxyCore;
import dev.ringback.redirect.Directory;
import dev.ringback.stack.SipStack;
import java.util.List;

/// Finds clients of ours that came back within a call: their Record-Route names the flow that they
/// had when it began, and since then they have registered the same contact on another one (RFC 5626
/// §4.5, §5.3). One for each shard.
///
/// The far end of a dialog is named by To. Only a contact that its user has registered counts, so
/// nobody gets farther by a To that is not true than the dialog's own token lets them.
final class PresentFlows {
    private final SipStack stack;
    private final ServerServices services;
    private final UserLookup users;

    PresentFlows(SipStack stack, ServerServices services, UserLookup users) {
        this.stack = stack;
        this.services = services;
        this.users = users;
    }

    /// A request of a dialog by the flow on which its target is now. It stays as it is where it
    /// names no flow, where its target is no user of ours, and where that flow still is one of the
    /// target's.
    ProxyCore.Routed of(ProxyCore.Routed routed) {
        FlowUse named = routed.flow();
        SipRequest message = routed.message();
        if (named == null || message.to().tag() == null) {
            return routed;
        }
        UserLookup.Wanted wanted = users.wanted(message.to().uri());
        Directory directory = services.settings().directory();
        if (wanted == null
                || !(directory.find(wanted.aor()) instanceof Directory.Found.User(var aor))) {
            return routed;
        }
        return routed.by(present(named, message, bindings(aor)));
    }

    private List<Binding> bindings(AddressOfRecord aor) {
        try {
            return services.location().bindings(aor, stack.now());
        } catch (LocationException _) {
            return List.of(); // the flow that is named may be good
        }
    }

    /// Who knows the bindings tells nobody of a failed flow: RFC 5626 §11.5.
    private static FlowUse present(FlowUse named, SipRequest message, List<Binding> bindings) {
        FlowUse newest = null;
        for (Binding binding : bindings) {
            boolean leads = !binding.failed() && binding.path().isEmpty();
            FlowUse use = leads ? binding.flowUse() : null;
            if (use != null && binding.matches(message.requestUri())) {
                if (use.flow().equals(named.flow())) {
                    return told(named);
                }
                newest = use;
            }
        }
        return told(newest == null ? named : newest);
    }

    private static FlowUse told(FlowUse use) {
        return use.loss() == FlowLoss.FLOW_FAILED
                ? new FlowUse(use.flow(), FlowLoss.UNAVAILABLE)
                : use;
    }
}
