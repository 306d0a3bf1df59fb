package dev.ringback.console.api;

import dev.ringback.console.DemoUsers;
import dev.ringback.console.door.Door;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who one is, and whom the softphones of the demonstration are.
public final class SessionApi {
    private static final int LONGEST_TOKEN = 256;

    /// Octets that are read of somebody whom nobody knows.
    private static final int MOST_BODY = 1_024;

    private final Door door;
    private final @Nullable DemoUsers demo;
    private final String program;

    /// @param demo whom the softphones register; null where this is no demonstration
    /// @param program the version of the program
    public SessionApi(Door door, @Nullable DemoUsers demo, String program) {
        this.door = door;
        this.demo = demo;
        this.program = program;
    }

    /// Answers from now on.
    public void on(RoutesConfig routes) {
        routes.get("/api/v1/session", this::show);
        routes.post("/api/v1/session", this::logIn);
        routes.delete("/api/v1/session", this::logOut);
        routes.get("/api/v1/demo", this::demo);
    }

    private void show(Context context) {
        new Asked(context).answer(session(context, door.end(context)));
    }

    private Map<String, @Nullable Object> session(Context context, @Nullable Instant end) {
        Map<String, @Nullable Object> session = new LinkedHashMap<>();
        session.put("role", "admin");
        session.put("by", end == null ? "loopback" : "token");
        session.put("expires", end == null ? null : end.truncatedTo(ChronoUnit.MILLIS));
        session.put("demo", demo != null && door.free(context));
        session.put("version", program);
        return session;
    }

    private void logIn(Context context) {
        Asked asked = new Asked(context);
        door.logIn(
                context,
                () -> Asked.text(asked.object(Set.of("token"), MOST_BODY), "token", LONGEST_TOKEN));
        asked.answer(session(context, Instant.now().plus(Door.LONGEST)));
    }

    private void logOut(Context context) {
        door.logOut(context);
        context.status(204);
    }

    private void demo(Context context) {
        if (demo == null || !door.free(context)) {
            throw new Fault(Fault.Kind.NOT_FOUND, "This is no demonstration.");
        }
        String host = context.header("Host");
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ws", "ws://" + host + demo.path());
        answer.put("domain", demo.domain());
        answer.put("echo", "sip:echo@" + demo.domain());
        List<Map<String, String>> users =
                demo.users().stream()
                        .map(
                                user ->
                                        Map.of(
                                                "name", user.name(),
                                                "password", user.password(),
                                                "uri", "sip:" + user.name() + "@" + demo.domain()))
                        .toList();
        answer.put("users", users);
        new Asked(context).answer(answer);
    }
}
