/// Tests of who gets in.
@NullMarked
package dev.ringback.console.door;

import org.jspecify.annotations.NullMarked;
