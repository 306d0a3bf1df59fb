package dev.ringback.config.storage;

import dev.ringback.cluster.Sharing;
import dev.ringback.config.ConfigException;
import dev.ringback.config.Listen;
import dev.ringback.config.Section;
import dev.ringback.config.SectionReader;
import dev.ringback.config.ServerConfigBuilder;
import java.util.List;

/// `cluster:`, how servers work together that share a table of bindings.
public final class ClusterReader implements SectionReader {
    /// Reads it over what there is.
    public ClusterReader() {}

    @Override
    public List<String> keys() {
        return List.of("cluster");
    }

    @Override
    public void read(Section top, ServerConfigBuilder into) throws ConfigException {
        Section section = top.section("cluster", "node", "sharing");
        if (section == null) {
            return;
        }
        ClusterConfig usual = ClusterConfig.STANDARD;
        Listen node = section.value("node", ClusterReader::node);
        Sharing sharing = section.value("sharing", ClusterReader::sharing);
        into.storage(
                into.storage()
                        .withCluster(
                                new ClusterConfig(
                                        node, sharing == null ? usual.sharing() : sharing)));
    }

    private static Listen node(String text) {
        Listen node = Listen.parse(text);
        if (!ClusterConfig.reachable(node)) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no address of one server, such as udp:192.0.2.1:5060");
        }
        return node;
    }

    private static Sharing sharing(String text) {
        return switch (text) {
            case "full" -> Sharing.FULL;
            case "federation" -> Sharing.FEDERATION;
            default ->
                    throw new IllegalArgumentException("'" + text + "' is not full or federation");
        };
    }
}
