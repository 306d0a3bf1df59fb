package dev.ringback.config.rules;

import dev.ringback.config.ConfigException;
import dev.ringback.config.Node;
import dev.ringback.config.Section;
import dev.ringback.routing.HeaderEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The header edits of a rule: `remove-header`, `set-header` and `add-header`, made in this order.
final class EditsReader {
    private EditsReader() {}

    static List<HeaderEdit> read(Section section) throws ConfigException {
        List<HeaderEdit> edits = new ArrayList<>();
        List<HeaderEdit> removed = section.list("remove-header", HeaderEdit::remove);
        if (removed != null) {
            edits.addAll(removed);
        }
        for (Map.Entry<Node.Key, Node> entry : section.entries("set-header").entrySet()) {
            String name = entry.getKey().name();
            edits.add(edit(entry, value -> HeaderEdit.set(name, value)));
        }
        for (Map.Entry<Node.Key, Node> entry : section.entries("add-header").entrySet()) {
            String name = entry.getKey().name();
            edits.add(edit(entry, value -> HeaderEdit.add(name, value)));
        }
        return edits;
    }

    private static HeaderEdit edit(
            Map.Entry<Node.Key, Node> entry, Section.Reader<HeaderEdit> reader)
            throws ConfigException {
        return Section.value(entry.getKey().name(), entry.getValue(), reader);
    }
}
