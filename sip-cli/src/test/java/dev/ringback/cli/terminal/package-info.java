/// Tests of the options for S/MIME.
@NullMarked
package dev.ringback.cli.terminal;

import org.jspecify.annotations.NullMarked;
