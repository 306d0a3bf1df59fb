/// Tests of the flows that lead to clients.
@NullMarked
package dev.ringback.flow;

import org.jspecify.annotations.NullMarked;
