/// `ringback call`, `ringback answer`, `ringback transfer`: a telephone on the command line.
@NullMarked
package dev.ringback.cli.call;

import org.jspecify.annotations.NullMarked;
