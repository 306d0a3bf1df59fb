/// Transactions, RFC 3261 §17 with RFC 6026 and RFC 4320: the four machines, their timers and their
/// matching.
@NullMarked
package dev.ringback.transaction;

import org.jspecify.annotations.NullMarked;
