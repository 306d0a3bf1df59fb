/// Subscriptions to events, and notifying of them: RFC 6665. Pure.
@NullMarked
package dev.ringback.subscription;

import org.jspecify.annotations.NullMarked;
