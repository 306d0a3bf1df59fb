/// Header fields of RFC 3261 §20: their names, and typed values with their wire form.
@NullMarked
package dev.ringback.header;

import org.jspecify.annotations.NullMarked;
