package dev.ringback.config.rules;

import dev.ringback.config.ConfigException;
import dev.ringback.config.Section;
import dev.ringback.config.SectionReader;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.config.Values;
import java.util.List;

/// `proxy:`, how requests are forwarded.
public final class ProxyReader implements SectionReader {
    @Override
    public List<String> keys() {
        return List.of("proxy");
    }

    @Override
    public void read(Section top, ServerConfigBuilder into) throws ConfigException {
        Section section = top.section("proxy", "recurse");
        Boolean recurse = section == null ? null : section.value("recurse", Values::truth);
        if (recurse != null) {
            into.routing(into.routing().withRecurse(recurse));
        }
    }
}
