/// Tests of what is signed.
@NullMarked
package dev.ringback.stir;

import org.jspecify.annotations.NullMarked;
