/// Bindings in a file of this machine: all reads from memory, each change on disk before it is
/// answered.
@NullMarked
package dev.ringback.store.embedded;

import org.jspecify.annotations.NullMarked;
