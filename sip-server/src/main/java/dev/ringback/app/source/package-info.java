/// The files that a version of a server is read from, and when they have changed.
@NullMarked
package dev.ringback.app.source;

import org.jspecify.annotations.NullMarked;
