package dev.ringback.console.door;

import dev.ringback.console.api.Fault;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Looks at every request before anything is done for it: whether it names this host, whether a
/// page of ours makes it, and whether its sender is logged in.
public final class Door {
    /// How long a session lasts at most.
    public static final Duration LONGEST = Sessions.LONGEST;

    private static final String API = "/api/";
    private static final String SESSION = "/api/v1/session";

    private final DoorRules rules;
    private final Sessions sessions;
    private final Tries tries = new Tries(System::nanoTime);

    /// By these rules.
    public Door(DoorRules rules) {
        this.rules = rules;
        this.sessions = new Sessions(new Tokens(), Instant::now);
    }

    /// Lets a request in, or throws a [Fault].
    public void admit(Context request) {
        String host = host(request);
        AnswerHeaders.put(request, host);
        boolean reads = request.req().getMethod().equals("GET");
        if (!reads && !sameOrigin(request, host)) {
            throw new Fault(Fault.Kind.FORBIDDEN, "Only pages of this server may ask for this.");
        }
        String path = request.path();
        if (path.startsWith(API)) {
            if ("cross-site".equals(request.header("Sec-Fetch-Site"))) {
                throw new Fault(Fault.Kind.FORBIDDEN, "Pages of other sites may not ask.");
            }
            boolean logsIn = path.equals(SESSION) && !reads;
            if (!logsIn && !known(request)) {
                throw new Fault(Fault.Kind.LOGIN, "Log in with the token that serve has printed.");
            }
        }
    }

    /// Lets a request that was let in to the metrics, or throws a [Fault].
    public void admitToMetrics(Context request) {
        if (!rules.metrics()) {
            throw new Fault(Fault.Kind.NOT_FOUND, "There is nothing here.");
        }
        if (!local(request) && !known(request)) {
            throw new Fault(Fault.Kind.LOGIN, "Only programs of this machine read them here.");
        }
    }

    /// The host that a request names, with its port; a name that is none of ours is how pages of
    /// others reach servers behind a browser (DNS rebinding).
    private String host(Context request) {
        String host = request.header("Host");
        if (host == null || !ours(name(host), request.req().getLocalAddr())) {
            throw new Fault(
                    Fault.Kind.FORBIDDEN,
                    "This server is not known under that name: console: {hosts: [NAME]} adds one.");
        }
        return host;
    }

    private static String name(String host) {
        int end = host.endsWith("]") ? -1 : host.lastIndexOf(':');
        return (end < 0 ? host : host.substring(0, end)).toLowerCase(Locale.ROOT);
    }

    private boolean ours(String name, String local) {
        if (rules.hosts().contains(name)) {
            return true;
        }
        InetAddress own = InetAddress.ofLiteral(unbracketed(local));
        if (name.equals("localhost")) {
            return own.isLoopbackAddress();
        }
        try {
            return InetAddress.ofLiteral(unbracketed(name)).equals(own);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static String unbracketed(String literal) {
        return literal.startsWith("[") && literal.endsWith("]")
                ? literal.substring(1, literal.length() - 1)
                : literal;
    }

    private static boolean sameOrigin(Context request, String host) {
        String origin = request.header("Origin");
        if (origin == null) {
            return "same-origin".equals(request.header("Sec-Fetch-Site"));
        }
        return origin.equalsIgnoreCase("http://" + host)
                || origin.equalsIgnoreCase("https://" + host);
    }

    /// Whether a request comes from a program of this machine, and not by way of one for somebody
    /// else.
    private static boolean local(Context request) {
        return InetAddress.ofLiteral(unbracketed(request.req().getRemoteAddr())).isLoopbackAddress()
                && request.header("Forwarded") == null
                && request.header("X-Forwarded-For") == null;
    }

    private boolean known(Context request) {
        return free(request) || sessions.end(cookie(request)) != null;
    }

    /// Whether a request needs no login.
    public boolean free(Context request) {
        return rules.demo() && local(request);
    }

    /// When the session of a request ends; null where it has none.
    public @Nullable Instant end(Context request) {
        return sessions.end(cookie(request));
    }

    /// Whether what was let in once may go on.
    public boolean stays(Context request) {
        return free(request) || sessions.holds(cookie(request));
    }

    private @Nullable String cookie(Context request) {
        return request.cookie(cookieName());
    }

    /// Browsers do not tell ports apart where cookies are concerned.
    private String cookieName() {
        return "ringback-" + rules.port();
    }

    /// Begins a session, or throws a [Fault]. The try counts before anything of it is read. Who has
    /// the token gets in however often others are wrong.
    ///
    /// @param token reads what the browser has sent
    public void logIn(Context request, Supplier<String> token) {
        String source = Objects.requireNonNullElse(request.req().getRemoteAddr(), "?");
        int wait = tries.wait(source);
        if (wait > 0) {
            throw Fault.tooMany(wait);
        }
        String wanted = rules.token();
        if (wanted == null || !Tokens.same(wanted, token.get().strip())) {
            int rest = tries.wrong();
            if (rest > 0) {
                throw Fault.tooMany(rest);
            }
            throw new Fault(Fault.Kind.WRONG_TOKEN, "That is not the token of this server.");
        }
        tries.right(source);
        setCookie(request, sessions.begin(), Sessions.LONGEST.toSeconds());
    }

    /// Ends the session of a request, if it has one.
    public void logOut(Context request) {
        sessions.drop(cookie(request));
        setCookie(request, "", 0);
    }

    private void setCookie(Context request, String value, long seconds) {
        request.header(
                "Set-Cookie",
                cookieName()
                        + "="
                        + value
                        + "; Path=/; HttpOnly; SameSite=Strict; Max-Age="
                        + seconds
                        + (rules.secure() ? "; Secure" : ""));
    }
}
