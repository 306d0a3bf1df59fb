/// `ringback backup` and `ringback restore`: a data folder as one file.
@NullMarked
package dev.ringback.cli.backup;

import org.jspecify.annotations.NullMarked;
