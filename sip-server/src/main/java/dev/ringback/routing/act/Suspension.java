package dev.ringback.routing.act;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.Lookup;
import dev.ringback.stack.SipStack;
import dev.ringback.transaction.ServerTransaction;
import java.util.List;
import java.util.function.Consumer;

/// A request whose decision may have to wait for a store. Its caller may give up meanwhile, and it
/// is answered where the store says nothing.
record Suspension(SipStack stack, DefaultWay defaultWay, ServerTransaction transaction) {
    /// Goes on with a decision, unless the caller has been answered meanwhile.
    <T> KnownBindings.Outcome<T> then(Consumer<T> next) {
        return new KnownBindings.Outcome<>() {
            @Override
            public void decided(T decision) {
                if (!transaction.answered()) {
                    next.accept(decision);
                }
            }

            @Override
            public void waits() {
                defaultWay.waits(transaction);
            }

            @Override
            public void unanswered(AddressOfRecord aor, Lookup.Settled<List<Binding>> answer) {
                if (!transaction.answered()) {
                    String tag = stack.ids().tag();
                    transaction.respond(Unanswered.reply(transaction.request(), answer, aor, tag));
                }
            }
        };
    }
}
