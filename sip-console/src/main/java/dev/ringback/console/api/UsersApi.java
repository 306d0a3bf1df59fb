package dev.ringback.console.api;

import dev.ringback.app.RingbackServer;
import dev.ringback.config.HostName;
import dev.ringback.config.ServerConfig;
import dev.ringback.subscribers.MemorySubscribers;
import dev.ringback.subscribers.Subscriber;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Users and domains. What is changed here counts within a second.
public final class UsersApi {
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_DOMAIN = 253;
    private static final int LONGEST_PASSWORD = 256;

    private final RingbackServer server;

    /// Of this server.
    public UsersApi(RingbackServer server) {
        this.server = server;
    }

    /// Answers from now on.
    public void on(RoutesConfig routes) {
        routes.get("/api/v1/users", this::list);
        routes.post("/api/v1/users", this::add);
        routes.delete("/api/v1/users/{id}", this::remove);
        routes.put("/api/v1/users/{id}/password", this::change);
        routes.get("/api/v1/domains", this::domains);
        routes.post("/api/v1/domains", this::addDomain);
        routes.delete("/api/v1/domains/{id}", this::removeDomain);
    }

    private void list(Context context) {
        Asked asked = new Asked(context);
        String part = asked.parameter("q", Asked.MOST_WORDS).toLowerCase(Locale.ROOT);
        Page<Subscriber> page = new Page<>(asked.cursor(), asked.limit());
        MemorySubscribers known = server.subscribers();
        known.forEach(
                user -> {
                    String address = user.address();
                    if (page.wants(address) && address.toLowerCase(Locale.ROOT).contains(part)) {
                        page.offer(address, user);
                    }
                });
        Set<String> configured = configured();
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("users", page.items().stream().map(each -> json(each, configured)).toList());
        answer.put("total", known.size());
        answer.put("next", page.next());
        asked.answer(answer);
    }

    /// The addresses of the users of the configuration.
    private Set<String> configured() {
        ServerConfig config = server.config();
        String first = config.served().getFirst();
        return config.access().users().stream()
                .map(user -> user.name() + "@" + Objects.requireNonNullElse(user.domain(), first))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Map<String, Object> json(Subscriber user, Set<String> configured) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("id", Asked.id(user.address()));
        item.put("name", user.name());
        item.put("domain", user.domain());
        item.put("address", user.address());
        item.put(
                "algorithms",
                new TreeSet<>(user.ha1().keySet()).stream().map(each -> each.token()).toList());
        item.put("source", configured.contains(user.address()) ? "configuration" : "store");
        return item;
    }

    private void add(Context context) throws IOException {
        Asked asked = new Asked(context);
        Map<String, @Nullable Object> body = asked.object(Set.of("name", "domain", "password"));
        String domain =
                body.get("domain") == null
                        ? server.domain()
                        : domain(Asked.text(body, "domain", LONGEST_DOMAIN));
        Subscriber user = subscriber(Asked.text(body, "name", LONGEST_NAME), domain, body);
        checkLoose(user.address());
        if (server.store().find(user.name(), user.domain()) != null) {
            throw conflict(user.address() + " is there already.");
        }
        server.store().put(List.of(user));
        context.status(201);
        asked.answer(json(user, configured()));
    }

    private static Subscriber subscriber(
            String name, String domain, Map<String, @Nullable Object> body) {
        try {
            return Subscriber.withPassword(
                    name, domain, Asked.text(body, "password", LONGEST_PASSWORD));
        } catch (IllegalArgumentException e) {
            throw Asked.bad(e.getMessage() + ".");
        }
    }

    private static String domain(String text) {
        try {
            return HostName.parse(text).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw Asked.bad(String.valueOf(e.getMessage()));
        }
    }

    /// Users of the configuration are changed there.
    private void checkLoose(String address) {
        if (configured().contains(address)) {
            throw conflict(address + " is a user of the configuration.");
        }
    }

    private static Fault conflict(String detail) {
        return new Fault(Fault.Kind.CONFLICT, detail);
    }

    private static Fault missing(String what) {
        return new Fault(Fault.Kind.NOT_FOUND, "There is no " + what + ".");
    }

    private void remove(Context context) throws IOException {
        String address = new Asked(context).id();
        checkLoose(address);
        int at = address.lastIndexOf('@');
        if (at < 0 || !server.store().remove(address.substring(0, at), address.substring(at + 1))) {
            throw missing("such user");
        }
        context.status(204);
    }

    private void change(Context context) throws IOException {
        Asked asked = new Asked(context);
        String address = asked.id();
        checkLoose(address);
        int at = address.lastIndexOf('@');
        String name = at < 0 ? "" : address.substring(0, at);
        String domain = address.substring(at + 1);
        if (at < 0 || server.store().find(name, domain) == null) {
            throw missing("such user");
        }
        Map<String, @Nullable Object> body = asked.object(Set.of("password"));
        server.store().put(List.of(subscriber(name, domain, body)));
        context.status(204);
    }

    private void domains(Context context) {
        List<String> configured = server.config().served();
        List<Map<String, Object>> all = new ArrayList<>();
        configured.forEach(name -> all.add(domain(name, "configuration")));
        new TreeSet<>(server.subscribers().domains())
                .stream()
                        .filter(name -> !configured.contains(name))
                        .forEach(name -> all.add(domain(name, "store")));
        new Asked(context).answer(Map.of("domains", all));
    }

    private static Map<String, Object> domain(String name, String source) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("id", Asked.id(name));
        item.put("name", name);
        item.put("source", source);
        return item;
    }

    private void addDomain(Context context) throws IOException {
        Asked asked = new Asked(context);
        String name = domain(Asked.text(asked.object(Set.of("name")), "name", LONGEST_DOMAIN));
        if (server.config().served().contains(name) || !server.store().addDomain(name)) {
            throw conflict(name + " is served already.");
        }
        context.status(201);
        asked.answer(domain(name, "store"));
    }

    private void removeDomain(Context context) throws IOException {
        String name = new Asked(context).id();
        if (server.config().served().contains(name)) {
            throw conflict(name + " is a domain of the configuration.");
        }
        if (!server.store().removeDomain(name)) {
            throw missing("such domain");
        }
        context.status(204);
    }
}
