/// `ringback ban`: the sources from which a running server takes nothing.
@NullMarked
package dev.ringback.cli.ban;

import org.jspecify.annotations.NullMarked;
