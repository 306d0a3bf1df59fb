/// How an operator talks to a server that runs: a socket in its data folder, the protocol on it,
/// and what can be asked.
@NullMarked
package dev.ringback.control;

import org.jspecify.annotations.NullMarked;
