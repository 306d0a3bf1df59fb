/// What clients do with each response code, seen on the wire by SIPp.
@NullMarked
package dev.ringback.it.reactions;

import org.jspecify.annotations.NullMarked;
