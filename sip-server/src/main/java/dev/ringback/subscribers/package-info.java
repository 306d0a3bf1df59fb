/// The users of our domains and their secrets.
@NullMarked
package dev.ringback.subscribers;

import org.jspecify.annotations.NullMarked;
