/// Routing that users write in Java: one source file, compiled in memory when it is loaded, watched
/// while it runs. What it does wrong ends one request and never more.
@NullMarked
package dev.ringback.routing.script;

import org.jspecify.annotations.NullMarked;
