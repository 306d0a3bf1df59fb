/// A load generator: makes calls through a server as caller and callee, registers users, sends
/// OPTIONS, at a rate or with so many in progress, checks every message and counts what went wrong.
@NullMarked
package dev.ringback.bench.load;

import org.jspecify.annotations.NullMarked;
