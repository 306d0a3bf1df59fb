/// Calls that are over, in a database of H2 in the data folder.
@NullMarked
package dev.ringback.store.calls;

import org.jspecify.annotations.NullMarked;
