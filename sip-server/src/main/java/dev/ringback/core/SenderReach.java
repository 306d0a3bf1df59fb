package dev.ringback.core;

import dev.ringback.flow.FlowUse;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.LocationException;
import dev.ringback.location.Lookup;
import dev.ringback.proxy.ProxyRequest;
import dev.ringback.proxy.Reach;
import dev.ringback.proxy.Target;
import dev.ringback.stack.SipStack;
import dev.ringback.uri.Uri;
import java.util.List;
import java.util.function.Consumer;

/// Where the sender of a request may have it redirected to: to users of ours as everybody, and
/// elsewhere who proved to be one.
record SenderReach(SipStack stack, ServerServices services, StoreQuestions stores)
        implements Reach {
    @Override
    public List<Target> targets(ProxyRequest request, Uri uri) {
        AddressOfRecord aor = services.domains().addressOfRecord(uri);
        if (aor != null) {
            return Target.of(bindings(aor));
        }
        boolean elsewhere = request.sender() != null && !services.domains().serves(uri);
        return elsewhere ? List.of(Target.of(uri)) : List.of();
    }

    @Override
    public void returned(ProxyRequest request, Target target, Consumer<Boolean> then) {
        AddressOfRecord aor = services.domains().addressOfRecord(request.message().requestUri());
        FlowUse gone = target.flow();
        if (aor == null || gone == null) {
            then.accept(false);
            return;
        }
        stores.ask(
                services.location().find(aor, stack.now()),
                settled ->
                        then.accept(
                                settled instanceof Lookup.Found<List<Binding>>(var bindings)
                                        && bindings.stream()
                                                .anyMatch(b -> isBack(b, target, gone))));
    }

    private static boolean isBack(Binding binding, Target target, FlowUse gone) {
        return !binding.failed()
                && !binding.flow().equals(gone.flow())
                && binding.matches(target.uri());
    }

    /// None where the store does not answer at once: a redirection then goes to the caller, who may
    /// follow it.
    private List<Binding> bindings(AddressOfRecord aor) {
        try {
            return services.location().bindings(aor, stack.now());
        } catch (LocationException _) {
            return List.of();
        }
    }

    @Override
    public void flowFailed(ProxyRequest request, Target target) {
        AddressOfRecord aor = services.domains().addressOfRecord(request.message().requestUri());
        if (aor == null) {
            return;
        }
        // where it fails the next request finds out again
        var _ =
                services.location()
                        .update(
                                aor,
                                stack.now(),
                                bindings -> bindings.stream().map(b -> marked(b, target)).toList());
    }

    private static Binding marked(Binding binding, Target target) {
        boolean led = !binding.failed() && target.isOf(binding);
        return led ? binding.flowFailed() : binding;
    }
}
