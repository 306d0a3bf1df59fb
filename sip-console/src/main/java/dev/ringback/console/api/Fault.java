package dev.ringback.console.api;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request that is not answered as it was meant to be: RFC 9457.
public final class Fault extends RuntimeException {
    /// The media type of [#json].
    public static final String TYPE = "application/problem+json";

    @Serial private static final long serialVersionUID = 1L;

    private final Kind kind;

    @SuppressWarnings("serial") // what List.copyOf makes is
    private final List<Map<String, Object>> errors;

    private final int retrySeconds;

    /// What kinds there are.
    public enum Kind {
        /// The request is not understood.
        BAD_REQUEST(400, "Bad Request"),
        /// Nobody is logged in.
        LOGIN(401, "Log In First"),
        /// The token is not that of this server.
        WRONG_TOKEN(401, "Wrong Token"),
        /// A page of somebody else asks, or a name is used that is not ours.
        FORBIDDEN(403, "Forbidden"),
        /// There is nothing.
        NOT_FOUND(404, "Not Found"),
        /// It cannot be done as things are.
        CONFLICT(409, "Conflict"),
        /// The body is too large.
        TOO_LARGE(413, "Too Large"),
        /// What is to be put in force is wrong.
        INVALID(422, "Invalid"),
        /// Too many tries.
        TOO_MANY(429, "Too Many Tries"),
        /// A fault of ours.
        BUG(500, "A Fault of the Server"),
        /// Something that this needs does not answer.
        UNAVAILABLE(503, "Unavailable");

        private final int status;
        private final String title;

        Kind(int status, String title) {
            this.status = status;
            this.title = title;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// Without more to say than one sentence.
    public Fault(Kind kind, String detail) {
        this(kind, detail, List.of(), 0);
    }

    private Fault(Kind kind, String detail, List<Map<String, Object>> errors, int retrySeconds) {
        super(detail, null, false, false);
        this.kind = kind;
        this.errors = List.copyOf(errors);
        this.retrySeconds = retrySeconds;
    }

    /// A configuration that is wrong.
    public static Fault invalid(List<Map<String, Object>> errors) {
        return new Fault(Kind.INVALID, "The configuration cannot be used.", errors, 0);
    }

    /// Too many tries.
    ///
    /// @param seconds after which there may be another one
    public static Fault tooMany(int seconds) {
        return new Fault(
                Kind.TOO_MANY, "Too many tries: again in " + seconds + " s.", List.of(), seconds);
    }

    /// The status of the answer.
    public int status() {
        return kind.status;
    }

    /// After how many seconds it may be tried again; 0 for nothing said.
    public int retrySeconds() {
        return retrySeconds;
    }

    /// The body of the answer.
    public String json() {
        Map<String, @Nullable Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", kind.title);
        problem.put("status", kind.status);
        problem.put("code", kind.word());
        problem.put("detail", getMessage());
        if (!errors.isEmpty()) {
            problem.put("errors", errors);
        }
        return Json.write(problem);
    }
}
