/// Routing classes of users: compiled, loaded, guarded.
@NullMarked
package dev.ringback.routing.script;

import org.jspecify.annotations.NullMarked;
