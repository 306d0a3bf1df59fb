package dev.ringback.console.api;

import dev.ringback.app.RingbackServer;
import dev.ringback.app.ServerStatus;
import dev.ringback.config.ConfigException;
import dev.ringback.console.Configuration;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The configuration with its rules: shown, checked and put in force.
public final class RulesApi {
    private final RingbackServer server;
    private final Configuration configuration;

    /// One change after the other.
    private final ReentrantLock changing = new ReentrantLock();

    /// @param configuration the file by which the server runs
    public RulesApi(RingbackServer server, Configuration configuration) {
        this.server = server;
        this.configuration = configuration;
    }

    /// Answers from now on.
    public void on(RoutesConfig routes) {
        routes.get("/api/v1/rules", this::show);
        routes.post("/api/v1/rules/validate", this::validate);
        routes.post("/api/v1/rules/apply", this::apply);
    }

    private void show(Context context) throws IOException {
        new Asked(context).answer(shown(server.version()));
    }

    private Map<String, @Nullable Object> shown(ServerStatus.Version version) throws IOException {
        Map<String, Object> number = new LinkedHashMap<>();
        number.put("number", version.number());
        number.put("since", version.since());
        number.put("pending", version.pending());
        Path file = configuration.file();
        String text = file == null ? "" : Files.readString(file);
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("version", number);
        answer.put("file", file == null ? null : file.toString());
        answer.put("text", text);
        answer.put("digest", digest(text));
        answer.put("writable", file != null && writable(file));
        return answer;
    }

    /// The file is replaced by another one, so its folder has to be writable.
    private static boolean writable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder != null && Files.isWritable(folder) && Files.isWritable(file);
    }

    private static String digest(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }

    private Path file() {
        Path file = configuration.file();
        if (file == null) {
            throw new Fault(Fault.Kind.CONFLICT, "The server runs without a configuration file.");
        }
        return file;
    }

    private void validate(Context context) {
        Asked asked = new Asked(context);
        file();
        List<Map<String, Object>> errors = errors(text(asked.object(Set.of("text")), "text"));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("valid", errors.isEmpty());
        answer.put("errors", errors);
        asked.answer(answer);
    }

    private static String text(Map<String, @Nullable Object> body, String name) {
        if (body.get(name) instanceof String text) {
            return text;
        }
        throw Asked.bad("'" + name + "' is missing.");
    }

    @SuppressWarnings("NullAway") // a value may be null, which the type of a list cannot say
    private List<Map<String, Object>> errors(String text) {
        try {
            configuration.check(text);
            return List.of();
        } catch (ConfigException e) {
            return List.of(ErrorJson.of(e));
        } catch (IOException | IllegalArgumentException e) {
            return List.of(ErrorJson.of(e));
        }
    }

    private void apply(Context context) throws IOException {
        Asked asked = new Asked(context);
        Map<String, @Nullable Object> body = asked.object(Set.of("text", "digest"));
        String text = text(body, "text");
        String digest = text(body, "digest");
        Path file = file();
        changing.lock();
        try {
            if (!digest(Files.readString(file)).equals(digest)) {
                throw new Fault(
                        Fault.Kind.CONFLICT, "The file has changed meanwhile: read it again.");
            }
            List<Map<String, Object>> errors = errors(text);
            if (!errors.isEmpty()) {
                throw Fault.invalid(errors);
            }
            asked.answer(shown(applied(text)));
        } finally {
            changing.unlock();
        }
    }

    @SuppressWarnings("NullAway") // as above
    private ServerStatus.Version applied(String text) {
        try {
            return configuration.apply(text);
        } catch (ConfigException e) {
            throw Fault.invalid(List.of(ErrorJson.of(e)));
        } catch (IOException | IllegalArgumentException e) {
            throw Fault.invalid(List.of(ErrorJson.of(e)));
        }
    }
}
