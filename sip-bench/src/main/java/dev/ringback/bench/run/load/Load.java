package dev.ringback.bench.run.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one run of the generator does, as the words of its command line. Immutable.
///
/// @param kind `call`, `register` or `options`
/// @param options the values by the names of the options, without their dashes
public record Load(String kind, Map<String, String> options) {
    /// Keeps the order of the options.
    public Load {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /// Calls through the server.
    public static Load calls() {
        return new Load("call", Map.of());
    }

    /// Registrations.
    public static Load registrations() {
        return new Load("register", Map.of());
    }

    /// Begins so many a second, whether or not those before have ended.
    ///
    /// @param rate per second
    public Load atRate(int rate) {
        return with("rate", rate);
    }

    /// Begins one when one ends, and keeps so many open.
    public Load inFlight(int open) {
        return with("in-flight", open);
    }

    /// How many in all.
    public Load times(long count) {
        return with("count", count);
    }

    /// The same with a value for an option.
    public Load with(String option, Object value) {
        Map<String, String> all = new LinkedHashMap<>(options);
        all.put(option, value.toString());
        return new Load(kind, all);
    }

    /// How many in all, 0 when it does not say.
    public long count() {
        return Long.parseLong(options.getOrDefault("count", "0"));
    }

    /// How many a second, 0 when as fast as the server answers.
    public int rate() {
        return Integer.parseInt(options.getOrDefault("rate", "0"));
    }

    /// The arguments of the generator.
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(kind));
        options.forEach((name, value) -> arguments.addAll(List.of("--" + name, value)));
        arguments.add("--json");
        return arguments;
    }
}
