/// Calls between two of our user agents through a real server.
@NullMarked
package dev.ringback.it.through;

import org.jspecify.annotations.NullMarked;
