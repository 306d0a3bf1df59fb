/// `ringback why`: what really happened to a call.
@NullMarked
package dev.ringback.cli.why;

import org.jspecify.annotations.NullMarked;
