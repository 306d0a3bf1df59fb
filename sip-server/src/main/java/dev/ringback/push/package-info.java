/// Phones that sleep and are woken by the push notification service of their maker: RFC 8599. Pure:
/// who wakes them is asked, and says so later.
@NullMarked
package dev.ringback.push;

import org.jspecify.annotations.NullMarked;
