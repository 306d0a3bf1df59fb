package dev.ringback.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts environment variables into the values of a configuration: `${NAME}`; `$${` stands for `${`.
record Environment(Map<String, String> variables) {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)(}?)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /// Copies the map.
    Environment {
        variables = Map.copyOf(variables);
    }

    /// The text with its references replaced.
    String resolve(Place place, String text) throws ConfigException {
        if (!text.contains("${")) {
            return text;
        }
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            String value = name == null ? "${" : value(place, name, !matcher.group(2).isEmpty());
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(resolved).toString();
    }

    private String value(Place place, String name, boolean closed) throws ConfigException {
        if (!closed || !NAME.matcher(name).matches()) {
            throw new ConfigException(
                    place,
                    "'${" + name + "' is no variable: write ${NAME}, or $${ for the characters");
        }
        String value = variables.get(name);
        if (value == null) {
            throw new ConfigException(place, "the environment variable " + name + " is not set");
        }
        return value;
    }
}
