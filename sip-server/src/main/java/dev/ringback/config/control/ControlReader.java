package dev.ringback.config.control;

import dev.ringback.config.ConfigException;
import dev.ringback.config.Section;
import dev.ringback.config.SectionReader;
import dev.ringback.config.ServerConfigBuilder;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/// `control:`, where operators reach a running server.
public final class ControlReader implements SectionReader {
    /// The reader.
    public ControlReader() {}

    @Override
    public List<String> keys() {
        return List.of("control");
    }

    @Override
    public void read(Section top, ServerConfigBuilder into) throws ConfigException {
        ControlConfig control = top.value("control", ControlReader::control);
        if (control != null) {
            into.control(control);
        }
    }

    private static ControlConfig control(String text) {
        if (text.equals("off")) {
            return new ControlConfig(false, null);
        }
        try {
            return new ControlConfig(true, Path.of(text));
        } catch (InvalidPathException _) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no path: write it like /run/ringback/ctl.sock, or off");
        }
    }
}
