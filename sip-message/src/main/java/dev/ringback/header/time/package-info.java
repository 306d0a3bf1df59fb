/// Header fields that are about time.
@NullMarked
package dev.ringback.header.time;

import org.jspecify.annotations.NullMarked;
