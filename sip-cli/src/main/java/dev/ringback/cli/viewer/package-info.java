/// The screens of `ringback flow`, with the columns, colours and keys of sngrep. Pure: keys and
/// messages go in, lines come out; no terminal is needed.
@NullMarked
package dev.ringback.cli.viewer;

import org.jspecify.annotations.NullMarked;
