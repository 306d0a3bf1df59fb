/// Tests that every store of bindings must pass: extend [LocationKit], or [LastingLocationKit] for
/// one that outlives its process.
@NullMarked
package dev.ringback.store.kit;

import org.jspecify.annotations.NullMarked;
