/// `ringback serve`: from options to a running server, and what it says about itself.
@NullMarked
package dev.ringback.cli.serve;

import org.jspecify.annotations.NullMarked;
