package dev.ringback.console.api;

import dev.ringback.app.RingbackServer;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.LocationException;
import dev.ringback.location.Lookup;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Who is registered where.
public final class RegistrationsApi {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RingbackServer server;
    private final BindingJson json;

    /// @param json writes bindings
    public RegistrationsApi(RingbackServer server, BindingJson json) {
        this.server = server;
        this.json = json;
    }

    /// Answers from now on.
    public void on(RoutesConfig routes) {
        routes.get("/api/v1/registrations", this::list);
        routes.delete("/api/v1/registrations/{id}", this::remove);
    }

    private void list(Context context) {
        Asked asked = new Asked(context);
        Page<BindingJson.Bound> page = new Page<>(asked.cursor(), asked.limit());
        String words = asked.parameter("q", Asked.MOST_WORDS).toLowerCase(Locale.ROOT);
        String user = asked.parameter("user", Asked.MOST_NAME);
        try {
            if (user.isEmpty()) {
                server.location()
                        .snapshot(
                                server.now(), (aor, bindings) -> offer(page, words, aor, bindings));
            } else {
                AddressOfRecord aor = address(user);
                offer(page, words, aor, settled(server.location().find(aor, server.now())));
            }
        } catch (LocationException e) {
            throw unavailable("The store does not answer: " + e.getMessage());
        }
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("bindings", json.of(page.items(), server.now()));
        answer.put("total", server.bindings());
        answer.put("next", page.next());
        asked.answer(answer);
    }

    private static void offer(
            Page<BindingJson.Bound> page,
            String words,
            AddressOfRecord aor,
            List<Binding> bindings) {
        for (Binding binding : bindings) {
            String key = BindingJson.key(aor, binding);
            if (page.wants(key) && (words.isEmpty() || matches(words, aor, binding))) {
                page.offer(key, new BindingJson.Bound(aor, binding));
            }
        }
    }

    private static boolean matches(String words, AddressOfRecord aor, Binding binding) {
        String all =
                (aor + " " + binding.contact() + " " + BindingJson.address(binding.flow().remote()))
                        .toLowerCase(Locale.ROOT);
        for (String word : words.split("\\s+", -1)) {
            if (!all.contains(word)) {
                return false;
            }
        }
        return true;
    }

    /// `bob`, or `bob@example.com`.
    private AddressOfRecord address(String user) {
        int at = user.lastIndexOf('@');
        if (at == 0 || at == user.length() - 1) {
            throw Asked.bad("'" + user + "' is no user.");
        }
        return at < 0
                ? new AddressOfRecord(user, server.domain())
                : new AddressOfRecord(
                        user.substring(0, at), user.substring(at + 1).toLowerCase(Locale.ROOT));
    }

    private void remove(Context context) {
        String key = new Asked(context).id();
        int end = key.indexOf('\n');
        if (end < 0) {
            throw gone();
        }
        AddressOfRecord aor = address(key.substring(0, end));
        boolean[] removed = new boolean[1];
        settled(
                server.location()
                        .update(
                                aor,
                                server.now(),
                                before -> {
                                    List<Binding> kept = new ArrayList<>(before);
                                    kept.removeIf(each -> BindingJson.key(aor, each).equals(key));
                                    removed[0] = kept.size() < before.size();
                                    return removed[0] ? kept : before;
                                }));
        if (!removed[0]) {
            throw gone();
        }
        context.status(204);
    }

    private static Fault gone() {
        return new Fault(Fault.Kind.NOT_FOUND, "There is no such binding any more.");
    }

    private static <T> T settled(Lookup<T> lookup) {
        Lookup.Settled<T> settled =
                switch (lookup) {
                    case Lookup.Settled<T> now -> now;
                    case Lookup.Pending<T> pending -> await(pending);
                };
        return switch (settled) {
            case Lookup.Found<T>(T value) -> value;
            case Lookup.Failed<T>(String why) -> throw unavailable("The store: " + why);
            case Lookup.Unavailable<T>(String why) ->
                    throw unavailable("The store takes nothing now: " + why);
            case Lookup.TimedOut<T>() -> throw unavailable("The store does not answer.");
        };
    }

    private static Fault unavailable(String detail) {
        return new Fault(Fault.Kind.UNAVAILABLE, detail);
    }

    private static <T> Lookup.Settled<T> await(Lookup.Pending<T> pending) {
        CompletableFuture<Lookup.Settled<T>> told = new CompletableFuture<>();
        pending.begin().accept(told::complete);
        return told.completeOnTimeout(
                        new Lookup.TimedOut<>(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
