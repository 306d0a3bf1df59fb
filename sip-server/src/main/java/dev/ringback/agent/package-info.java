/// The server's own user agent: RFC 3261 §8.2, §11.2. Pure.
@NullMarked
package dev.ringback.agent;

import org.jspecify.annotations.NullMarked;
