/// What a server counts of each message and answer, for those who draw and watch it.
@NullMarked
package dev.ringback.meter;

import org.jspecify.annotations.NullMarked;
