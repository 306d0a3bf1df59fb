package dev.ringback.flow;

import dev.ringback.stack.Flow;

/// A flow that leads to a client, RFC 5626 §3.1, and what to do when it is gone.
///
/// @param flow the flow
/// @param loss what becomes of a request that finds it gone
public record FlowUse(Flow flow, FlowLoss loss) {}
