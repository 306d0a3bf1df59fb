/// Tests of this package.
@NullMarked
package dev.ringback.webrtc;

import org.jspecify.annotations.NullMarked;
