/// The screens of `ringback flow`, driven without a terminal.
@NullMarked
package dev.ringback.cli.viewer;

import org.jspecify.annotations.NullMarked;
