package dev.ringback.config.rules;

import dev.ringback.config.ConfigException;
import dev.ringback.config.Place;
import dev.ringback.config.Section;
import dev.ringback.config.SectionReader;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.routing.script.Script;
import dev.ringback.routing.script.ScriptDecider;
import dev.ringback.routing.script.ScriptException;
import java.nio.file.Path;
import java.util.List;

/// `routes:`, the file of a Java class that decides what rules and dial plan leave open. A relative
/// path begins at the configuration file. It is compiled here, so that its faults are told as those
/// of the configuration are.
public final class RoutesReader implements SectionReader {
    @Override
    public List<String> keys() {
        return List.of("routes");
    }

    @Override
    public void read(Section top, ServerConfigBuilder into) throws ConfigException {
        Place key = top.place("routes");
        Path file = top.value("routes", text -> Path.of(key.file()).resolveSibling(text));
        if (file == null) {
            return;
        }
        try {
            into.routing(into.routing().with(new ScriptDecider(Script.load(file))));
        } catch (ScriptException e) {
            throw e.line() == 0
                    ? new ConfigException(key, "routes: " + file + ": " + e.getMessage())
                    : new ConfigException(
                            new Place(file.toString(), e.line(), e.column()),
                            String.valueOf(e.getMessage()),
                            e.details());
        }
    }
}
