/// Tests of the control socket.
@NullMarked
package dev.ringback.control;

import org.jspecify.annotations.NullMarked;
