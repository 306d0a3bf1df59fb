package dev.ringback.console.api;

import dev.ringback.config.ConfigException;
import dev.ringback.config.Place;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is wrong with a configuration, for an editor.
final class ErrorJson {
    private static final Pattern MEANT = Pattern.compile("did you mean '([^']+)'\\?");

    private ErrorJson() {}

    /// Something that is wrong at a place, if it has one.
    static Map<String, @Nullable Object> of(ConfigException fault) {
        Place place = fault.place();
        String message =
                fault.details().isEmpty()
                        ? fault.fault()
                        : fault.fault() + "\n" + String.join("\n", fault.details());
        return of(place, message);
    }

    /// Something that is wrong with what a configuration names.
    static Map<String, @Nullable Object> of(Exception fault) {
        return of(null, String.valueOf(fault.getMessage()));
    }

    private static Map<String, @Nullable Object> of(@Nullable Place place, String message) {
        Matcher meant = MEANT.matcher(message);
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        if (place != null) {
            error.put("file", place.file());
        }
        error.put("line", place == null ? null : place.line());
        error.put("column", place == null ? null : place.column());
        error.put("message", message);
        error.put("suggestion", meant.find() ? meant.group(1) : null);
        return error;
    }
}
