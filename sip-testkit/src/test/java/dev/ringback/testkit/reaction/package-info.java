/// Clients that react to responses, on a simulated network.
@NullMarked
package dev.ringback.testkit.reaction;

import org.jspecify.annotations.NullMarked;
