/// What all commands share: numbers and foreign text as people read them, values of options, the
/// two ways to fail.
@NullMarked
package dev.ringback.cli.terminal;

import org.jspecify.annotations.NullMarked;
