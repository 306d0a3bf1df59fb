/// Tests of the options for S/MIME.
@NullMarked
package dev.ringback.cli.secure;

import org.jspecify.annotations.NullMarked;
