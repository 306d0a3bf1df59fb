/// Overload control between neighbours, RFC 7339 and RFC 7415: a server tells its clients in its
/// responses how much to hold back, and a client does. Pure.
@NullMarked
package dev.ringback.overload;

import org.jspecify.annotations.NullMarked;
