/// The `ringback` command: one class for each subcommand.
///
/// What every command keeps to: results on standard output, everything else on standard error, one
/// line for a fault, exit status 0 done, 1 the operation failed, 2 wrong usage or configuration.
@NullMarked
package dev.ringback.cli;

import org.jspecify.annotations.NullMarked;
