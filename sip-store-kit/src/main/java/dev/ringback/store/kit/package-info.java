/// Tests that every store must pass. For bindings extend [LocationKit], or [LastingLocationKit] for
/// a store that outlives its process; for users and domains [SubscriberKit], or
/// [LastingSubscriberKit].
@NullMarked
package dev.ringback.store.kit;

import org.jspecify.annotations.NullMarked;
