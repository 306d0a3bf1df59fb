/// Very many user agents in one client.
@NullMarked
package dev.ringback.it.crowd;

import org.jspecify.annotations.NullMarked;
