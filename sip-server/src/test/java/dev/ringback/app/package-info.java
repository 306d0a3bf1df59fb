/// Tests of the assembled server on real sockets.
@NullMarked
package dev.ringback.app;

import org.jspecify.annotations.NullMarked;
