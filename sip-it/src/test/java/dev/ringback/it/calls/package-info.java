/// What a server remembers of calls, and whom it tells.
@NullMarked
package dev.ringback.it.calls;

import org.jspecify.annotations.NullMarked;
