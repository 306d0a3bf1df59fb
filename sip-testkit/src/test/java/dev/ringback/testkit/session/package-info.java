/// Calls of two real user agents in the simulation.
@NullMarked
package dev.ringback.testkit.session;

import org.jspecify.annotations.NullMarked;
