/// Registering as a user agent: RFC 3261 §10.2, RFC 5626 §4.5, RFC 3608. Pure.
@NullMarked
package dev.ringback.registration;

import org.jspecify.annotations.NullMarked;
