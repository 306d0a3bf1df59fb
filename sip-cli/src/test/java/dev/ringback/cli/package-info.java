/// Tests of the command, run inside this process.
@NullMarked
package dev.ringback.cli;

import org.jspecify.annotations.NullMarked;
