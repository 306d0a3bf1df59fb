package dev.ringback.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/// Reads a YAML file into nodes that know their places. Aliases, keys given twice and second
/// documents are refused. The only class that touches Jackson, so that a server without a file does
/// not load it.
final class YamlReader {
    private final String file;
    private final Environment environment;
    private final YAMLParser parser;

    private YamlReader(String file, Environment environment, YAMLParser parser) {
        this.file = file;
        this.environment = environment;
        this.parser = parser;
    }

    /// The keys of a file's only document; none when it is empty.
    static Node.Mapping read(String file, String text, Environment environment)
            throws ConfigException {
        try (YAMLParser parser =
                (YAMLParser) new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
            return new YamlReader(file, environment, parser).document();
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            String problem = problem(e.getOriginalMessage());
            throw at == null || at.getLineNr() < 1
                    ? new ConfigException(new Place(file, 1, 1), problem)
                    : new ConfigException(place(file, at), problem);
        }
    }

    /// The part of the parser's many lines that says what is wrong.
    private static String problem(@Nullable String message) {
        String[] lines = message == null ? new String[0] : message.split("\n", -1);
        List<String> words = new ArrayList<>();
        for (String line : lines) {
            boolean quotes = line.startsWith(" ") || line.isBlank();
            if (!quotes) {
                words.add(line.strip());
            }
        }
        return "this is no YAML: " + String.join(", ", words);
    }

    private static Place place(String file, TokenStreamLocation at) {
        return new Place(file, at.getLineNr(), at.getColumnNr());
    }

    private Place place() {
        return place(file, parser.currentTokenLocation());
    }

    private Node.Mapping document() throws ConfigException {
        JsonToken first = parser.nextToken();
        if (first == null || first == JsonToken.VALUE_NULL) {
            return new Node.Mapping(new Place(file, 1, 1), Map.of());
        }
        Node root = node(first);
        if (!(root instanceof Node.Mapping mapping)) {
            throw new ConfigException(
                    root.place(), "expected keys with values, found " + root.kind());
        }
        if (parser.nextToken() != null) {
            throw new ConfigException(place(), "only one document is expected");
        }
        return mapping;
    }

    private Node node(JsonToken token) throws ConfigException {
        Place place = place();
        if (parser.isCurrentAlias()) {
            throw new ConfigException(place, "aliases are not supported");
        }
        return switch (token) {
            case START_OBJECT -> mapping(place);
            case START_ARRAY -> sequence(place);
            case VALUE_NULL -> new Node.Scalar(place, "");
            default -> new Node.Scalar(place, environment.resolve(place, parser.getString()));
        };
    }

    private Node sequence(Place place) throws ConfigException {
        List<Node> items = new ArrayList<>();
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            items.add(node(token));
            token = parser.nextToken();
        }
        return new Node.Sequence(place, items);
    }

    private Node mapping(Place place) throws ConfigException {
        Map<Node.Key, Node> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Node.Key key = new Node.Key(place(), parser.currentName());
            if (entries.containsKey(key)) {
                throw new ConfigException(key.place(), "'" + key.name() + "' is given twice");
            }
            entries.put(key, node(parser.nextToken()));
        }
        return new Node.Mapping(place, entries);
    }
}
