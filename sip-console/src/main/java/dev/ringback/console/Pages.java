package dev.ringback.console;

import dev.ringback.console.api.Fault;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The files of the page, which were built into this module as resources below `web`.
final class Pages {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");
    private static final String ASSETS = "assets/";

    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("html", "text/html; charset=utf-8"),
                    Map.entry("js", "text/javascript; charset=utf-8"),
                    Map.entry("css", "text/css; charset=utf-8"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("png", "image/png"),
                    Map.entry("ico", "image/x-icon"),
                    Map.entry("json", "application/json"),
                    Map.entry("map", "application/json"),
                    Map.entry("webmanifest", "application/manifest+json"),
                    Map.entry("txt", "text/plain; charset=utf-8"),
                    Map.entry("wav", "audio/wav"),
                    Map.entry("woff2", "font/woff2"));

    /// Answers from now on.
    void on(RoutesConfig routes) {
        routes.get("/", context -> serve(context, "index.html"));
        routes.get("/assets/{name}", context -> serve(context, ASSETS + context.pathParam("name")));
        routes.get("/{name}", context -> serve(context, context.pathParam("name")));
        routes.get("/api/v1/openapi.yaml", Pages::description);
    }

    private static void serve(Context context, String path) throws IOException {
        String name = path.startsWith(ASSETS) ? path.substring(ASSETS.length()) : path;
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        byte @Nullable [] octets =
                type == null || !NAME.matcher(name).matches() ? null : resource("web/" + path);
        if (octets == null) {
            throw new Fault(Fault.Kind.NOT_FOUND, "There is no such page.");
        }
        // the names of assets change with what is in them
        context.header(
                        "Cache-Control",
                        path.startsWith(ASSETS)
                                ? "public, max-age=31536000, immutable"
                                : "no-cache")
                .contentType(String.valueOf(type))
                .result(octets);
    }

    private static void description(Context context) throws IOException {
        byte @Nullable [] octets = resource("openapi.yaml");
        if (octets == null) {
            throw new IllegalStateException("openapi.yaml is missing");
        }
        context.contentType("application/yaml").result(octets);
    }

    private static byte @Nullable [] resource(String path) throws IOException {
        try (InputStream file = Pages.class.getResourceAsStream(path)) {
            return file == null ? null : file.readAllBytes();
        }
    }
}
