package dev.ringback.config.trust;

import dev.ringback.config.ConfigException;
import dev.ringback.config.Node;
import dev.ringback.config.Section;
import dev.ringback.config.SectionReader;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.core.CauseTelling;
import java.util.List;
import java.util.Objects;

/// `tell-causes:`, who is told why a request failed: `off`, `loopback`, `everybody`, or
/// `{to: everybody, as: reason}`.
public final class TellingReader implements SectionReader {
    private static final String KEY = "tell-causes";

    /// The reader.
    public TellingReader() {}

    @Override
    public List<String> keys() {
        return List.of(KEY);
    }

    @Override
    public void read(Section top, ServerConfigBuilder into) throws ConfigException {
        Node node = top.node(KEY);
        if (node != null) {
            into.trust(into.trust().with(telling(node)));
        }
    }

    private static TellingConfig telling(Node node) throws ConfigException {
        TellingConfig usual = TellingConfig.STANDARD;
        if (node instanceof Node.Scalar) {
            return new TellingConfig(
                    Section.value(KEY, node, CauseTelling::audience), usual.style());
        }
        Section section = Section.of(node, KEY, List.of("to", "as"));
        return new TellingConfig(
                Objects.requireNonNullElse(
                        section.value("to", CauseTelling::audience), usual.audience()),
                Objects.requireNonNullElse(
                        section.value("as", CauseTelling::style), usual.style()));
    }
}
