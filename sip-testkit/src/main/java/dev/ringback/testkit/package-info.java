/// Deterministic simulation of SIP networks: one thread, one seed, virtual time.
///
/// A [dev.ringback.testkit.Simulation] owns a clock, a network and a queue of events. Nodes run the
/// real [dev.ringback.stack.SipStack]; their bytes go through the real parser. Everything that
/// happens follows from the seed, so a failure is replayed exactly with `-Dsim.seed=N`.
@NullMarked
package dev.ringback.testkit;

import org.jspecify.annotations.NullMarked;
