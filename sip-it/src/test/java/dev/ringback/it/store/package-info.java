/// What outlives a server: bindings, after its process was killed or its disk was full.
@NullMarked
package dev.ringback.it.store;

import org.jspecify.annotations.NullMarked;
