/// Tests of this package.
@NullMarked
package dev.ringback.srtp;

import org.jspecify.annotations.NullMarked;
