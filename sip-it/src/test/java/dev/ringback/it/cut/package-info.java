/// Connections that are cut in the middle of a call, at the packaged server.
@NullMarked
package dev.ringback.it.cut;

import org.jspecify.annotations.NullMarked;
