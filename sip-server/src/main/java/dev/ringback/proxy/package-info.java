/// The stateful, record-routing proxy of RFC 3261 §16. Pure.
@NullMarked
package dev.ringback.proxy;

import org.jspecify.annotations.NullMarked;
