/// The user agent core, RFC 3261 §8: what every user agent checks, and who gets what arrives.
@NullMarked
package dev.ringback.useragent;

import org.jspecify.annotations.NullMarked;
