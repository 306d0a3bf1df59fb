package dev.ringback.config;

import java.util.List;

/// `proxy:`, how requests are forwarded.
final class ProxyReader implements SectionReader {
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
