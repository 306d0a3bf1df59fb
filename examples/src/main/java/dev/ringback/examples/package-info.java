/// Routing classes to copy, with their tests beside them.
@NullMarked
package dev.ringback.examples;

import org.jspecify.annotations.NullMarked;
