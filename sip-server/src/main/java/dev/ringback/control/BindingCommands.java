package dev.ringback.control;

import dev.ringback.app.RingbackServer;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.LocationException;
import dev.ringback.location.LocationService;
import dev.ringback.location.Lookup;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What can be asked about the bindings of a running server.
final class BindingCommands {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RingbackServer server;
    private final LocationService location;

    private BindingCommands(RingbackServer server) {
        this.server = server;
        this.location = server.location();
    }

    static Map<String, ControlCommand> of(RingbackServer server) {
        BindingCommands commands = new BindingCommands(server);
        return Map.of(
                "bindings", commands::list,
                "unbind", commands::remove,
                "snapshot", (_, items) -> commands.snapshot(items));
    }

    /// Those of a user, or everybody's.
    private Map<String, Object> list(
            ControlRequest request, Consumer<Map<String, ? extends @Nullable Object>> items)
            throws IOException {
        String user = request.text("user");
        long[] count = new long[1];
        BiConsumer<AddressOfRecord, List<Binding>> each =
                (aor, bindings) -> {
                    for (Binding binding : bindings) {
                        count[0]++;
                        items.accept(item(aor, binding));
                    }
                };
        if (user == null) {
            asked(() -> location.snapshot(server.now(), each));
        } else {
            AddressOfRecord aor = address(user);
            each.accept(aor, settled(location.find(aor, server.now())));
        }
        return Map.of("count", count[0]);
    }

    private static void asked(Runnable question) throws ControlException {
        try {
            question.run();
        } catch (LocationException e) {
            throw new ControlException("the store does not answer: " + e.getMessage());
        }
    }

    /// `bob`, or `bob@example.com`.
    private AddressOfRecord address(String user) throws ControlException {
        String bare = user.startsWith("sip:") ? user.substring("sip:".length()) : user;
        int at = bare.lastIndexOf('@');
        if (bare.isEmpty() || at == 0 || at == bare.length() - 1) {
            throw new ControlException("'" + user + "' is no user: write it like bob@example.com");
        }
        return at < 0
                ? new AddressOfRecord(bare, server.domain())
                : new AddressOfRecord(bare.substring(0, at), bare.substring(at + 1));
    }

    private Map<String, @Nullable Object> item(AddressOfRecord aor, Binding binding) {
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        item.put("user", aor.toString());
        item.put("contact", binding.contact().toString());
        item.put("expires", binding.remainingSeconds(server.now()));
        item.put("q", binding.q() < 0 ? null : binding.q() / 1000.0);
        item.put("path", binding.path().stream().map(Object::toString).toList());
        item.put("transport", binding.flow().transport().parameter());
        item.put("reachable", !binding.failed());
        return item;
    }

    private Map<String, Object> remove(
            ControlRequest request, Consumer<Map<String, ? extends @Nullable Object>> items)
            throws IOException {
        AddressOfRecord aor = address(request.required("user"));
        String contact = request.text("contact");
        int[] removed = new int[1];
        settled(
                location.update(
                        aor,
                        server.now(),
                        before -> {
                            List<Binding> kept = new ArrayList<>(before);
                            kept.removeIf(
                                    binding ->
                                            contact == null
                                                    || binding.contact()
                                                            .toString()
                                                            .equals(contact));
                            removed[0] = before.size() - kept.size();
                            return removed[0] == 0 ? before : kept;
                        }));
        if (removed[0] == 0) {
            throw new ControlException(
                    contact == null
                            ? aor + " is registered nowhere"
                            : aor + " is not registered at " + contact);
        }
        return Map.of("removed", removed[0]);
    }

    /// Everybody's bindings as they are written down, with the wall-clock time at which each ends.
    private Map<String, Object> snapshot(Consumer<Map<String, ? extends @Nullable Object>> items)
            throws ControlException {
        long[] count = new long[1];
        asked(
                () ->
                        location.dump(
                                server.now(),
                                (aor, bindings) -> {
                                    count[0] += bindings.size();
                                    items.accept(
                                            new BindingLine(aor, bindings).object(server.now()));
                                }));
        return Map.of("count", count[0]);
    }

    private static <T> T settled(Lookup<T> lookup) throws ControlException {
        Lookup.Settled<T> settled =
                switch (lookup) {
                    case Lookup.Settled<T> now -> now;
                    case Lookup.Pending<T> pending -> await(pending);
                };
        return switch (settled) {
            case Lookup.Found<T>(T value) -> value;
            case Lookup.Failed<T>(String why) -> throw new ControlException("the store: " + why);
            case Lookup.Unavailable<T>(String why) ->
                    throw new ControlException("the store takes nothing now: " + why);
            case Lookup.TimedOut<T>() -> throw new ControlException("the store does not answer");
        };
    }

    private static <T> Lookup.Settled<T> await(Lookup.Pending<T> pending) {
        CompletableFuture<Lookup.Settled<T>> told = new CompletableFuture<>();
        pending.begin().accept(told::complete);
        return told.completeOnTimeout(
                        new Lookup.TimedOut<>(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
