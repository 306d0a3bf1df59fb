package dev.ringback.cluster;

/// Which clients a node reaches by itself although they registered with another one.
public enum Sharing {
    /// Those whose contact is an address to which every node can send. Who is reached by a
    /// connection, or through a NAT, is reached through its node.
    FULL,
    /// None: every client is reached through the node with which it registered.
    FEDERATION
}
