/// Bindings as octets, for every store that keeps them outside the process.
@NullMarked
package dev.ringback.store.record;

import org.jspecify.annotations.NullMarked;
