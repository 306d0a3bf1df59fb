/// Calls that fail for as many reasons as there are, and what the server says of each.
@NullMarked
package dev.ringback.it.why;

import org.jspecify.annotations.NullMarked;
