/// What every user agent server of ours has in common: the checks of RFC 3261 §8.2 in their order,
/// and the server's own user agent. Pure.
@NullMarked
package dev.ringback.agent;

import org.jspecify.annotations.NullMarked;
