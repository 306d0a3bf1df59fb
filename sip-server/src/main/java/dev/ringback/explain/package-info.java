/// What a server would do with a request: its own core, run on a stack whose outputs go nowhere.
@NullMarked
package dev.ringback.explain;

import org.jspecify.annotations.NullMarked;
