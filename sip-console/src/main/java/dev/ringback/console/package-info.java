/// The web console of a running server: its HTTP port, who may use it, and what it answers.
@NullMarked
package dev.ringback.console;

import org.jspecify.annotations.NullMarked;
