package dev.ringback.flow;

/// What becomes of a request when the flow that leads to its target is gone.
public enum FlowLoss {
    /// The target's URI is tried: it names an address at which the client may listen.
    RESOLVE,
    /// 480 (Temporarily Unavailable): the client has no other address.
    UNAVAILABLE,
    /// 430 (Flow Failed), for the proxy that knows other flows to the client: RFC 5626 §5.3.1.
    FLOW_FAILED
}
