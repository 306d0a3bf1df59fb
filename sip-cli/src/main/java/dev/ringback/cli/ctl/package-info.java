/// `ringback ctl` and `ringback bindings`: an operator talks to a server that runs.
@NullMarked
package dev.ringback.cli.ctl;

import org.jspecify.annotations.NullMarked;
