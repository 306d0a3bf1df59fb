package dev.ringback.registrar;

import dev.ringback.cause.Reply;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.LocationService;
import dev.ringback.location.Lookup;
import dev.ringback.location.Waiting;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Flow;
import dev.ringback.uri.Uri;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A registrar without GRUUs on a table that answers at once.
final class PromptRegistrar {
    private final Registrar registrar;

    PromptRegistrar(
            LocationService location,
            RegistrarSettings settings,
            Predicate<Uri> ours,
            Supplier<String> tags) {
        registrar = new Registrar(location, settings, ours, tags, null, new AtOnce());
    }

    @Nullable Reply check(SipRequest request) {
        return registrar.check(request);
    }

    Reply register(SipRequest request, Flow flow, AddressOfRecord aor, long now, Instant wall) {
        List<Reply> answers = new ArrayList<>(1);
        registrar.register(new Registrar.Arrival(request, flow, aor, now, wall), answers::add);
        return answers.getFirst();
    }

    private static final class AtOnce implements Waiting {
        @Override
        public <T> void ask(Lookup<T> lookup, Consumer<Lookup.Settled<T>> then) {
            then.accept((Lookup.Settled<T>) lookup);
        }
    }
}
