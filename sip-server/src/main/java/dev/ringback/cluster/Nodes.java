package dev.ringback.cluster;

/// The nodes that share a table, as far as is known.
public interface Nodes extends AutoCloseable {
    /// Nothing is known: all count as up.
    Nodes UNKNOWN =
            new Nodes() {
                @Override
                public boolean up(String node) {
                    return true;
                }

                @Override
                public void close() {}
            };

    /// Whether a node is up. Any thread; answers at once.
    ///
    /// @param node its address, `host:port`
    boolean up(String node);

    /// This node leaves.
    @Override
    void close();
}
