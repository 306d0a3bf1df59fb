package dev.ringback.sip.spi;

import dev.ringback.stack.SipStack;
import dev.ringback.stack.TransactionUser;
import java.io.IOException;
import java.util.function.Function;

/// A network that a client can stand on: real sockets (`sip-netty`, found by
/// [java.util.ServiceLoader]), or a simulation (`sip-testkit`).
public interface AgentNetwork {
    /// Opens sockets and makes a stack with one shard.
    ///
    /// @param order what to open
    /// @param core makes the transaction user of the stack; it may keep the stack, not call it yet
    /// @throws IOException where a socket cannot be had, with a message for people
    Host open(NetworkOrder order, Function<SipStack, TransactionUser> core) throws IOException;
}
