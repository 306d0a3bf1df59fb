/// What a server would do with a request.
@NullMarked
package dev.ringback.explain;

import org.jspecify.annotations.NullMarked;
