/// A call as it passed an element: its messages and what was decided about it. What draws,
/// searches, stores or explains calls starts here.
@NullMarked
package dev.ringback.callflow;

import org.jspecify.annotations.NullMarked;
