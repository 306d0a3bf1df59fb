/// What user agents need of the world: a stack on sockets, or on a simulated network.
@NullMarked
package dev.ringback.sip.spi;

import org.jspecify.annotations.NullMarked;
