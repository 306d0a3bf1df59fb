/// The assembly of a server: everything that is pure, put on real sockets.
@NullMarked
package dev.ringback.app;

import org.jspecify.annotations.NullMarked;
