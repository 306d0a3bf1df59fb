package dev.ringback.config.rules;

import dev.ringback.config.ConfigException;
import dev.ringback.config.HostName;
import dev.ringback.config.Node;
import dev.ringback.config.Section;
import dev.ringback.config.Values;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.routing.Network;
import dev.ringback.routing.rule.Condition;
import dev.ringback.routing.rule.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The `when:` of a rule. Its conditions are asked in the order of this class: what costs least
/// first.
final class WhenReader {
    static final List<String> KEYS =
            List.of("method", "authenticated", "source", "domain", "user", "header", "registered");

    private WhenReader() {}

    static List<Condition> read(Section when) throws ConfigException {
        List<Condition> conditions = new ArrayList<>();
        List<String> methods = when.list("method", WhenReader::method);
        add(conditions, methods == null ? null : new Condition.Methods(methods));
        Boolean authenticated = when.value("authenticated", Values::truth);
        add(conditions, authenticated == null ? null : new Condition.Authenticated(authenticated));
        List<Network> networks = when.list("source", Network::parse);
        add(conditions, networks == null ? null : new Condition.Sources(networks));
        List<String> domains = when.list("domain", HostName::parse);
        add(conditions, domains == null ? null : new Condition.Domain(domains));
        Expression user = when.value("user", Expression::of);
        add(conditions, user == null ? null : new Condition.User(user));
        for (Map.Entry<Node.Key, Node> header : when.entries("header").entrySet()) {
            conditions.add(header(header.getKey(), header.getValue()));
        }
        Boolean registered = when.value("registered", Values::truth);
        add(conditions, registered == null ? null : new Condition.Registered(registered));
        return conditions;
    }

    private static void add(List<Condition> conditions, @Nullable Condition condition) {
        if (condition != null) {
            conditions.add(condition);
        }
    }

    /// A method: any token, but known ones in capitals, since case matters.
    private static String method(String text) {
        String capitals = Method.of(text.toUpperCase(Locale.ROOT)).name();
        if (!capitals.equals(text)) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no method, did you mean '" + capitals + "'?");
        }
        return text;
    }

    private static Condition header(Node.Key key, Node value) throws ConfigException {
        HeaderName name;
        try {
            name = HeaderName.of(key.name());
        } catch (IllegalArgumentException _) {
            throw new ConfigException(key.place(), "'" + key.name() + "' is no header name");
        }
        return new Condition.Header(name, Section.value(key.name(), value, Expression::of));
    }
}
