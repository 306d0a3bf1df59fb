/// Tests of the archive of calls.
@NullMarked
package dev.ringback.store.calls;

import org.jspecify.annotations.NullMarked;
