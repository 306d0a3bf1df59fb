/// Tests of SIP applications without sockets, threads or waiting: a virtual clock, a simulated
/// network with faults, the real stack on it, scripted peers, and invariants that hold after every
/// event.
module dev.ringback.testkit {
    requires transitive dev.ringback.sip;
    requires transitive dev.ringback.stack;
    requires static transitive org.junit.jupiter.api;
    requires static transitive org.jspecify;

    exports dev.ringback.testkit;
    exports dev.ringback.testkit.agent;
    exports dev.ringback.testkit.invariant;
    exports dev.ringback.testkit.junit;
}
