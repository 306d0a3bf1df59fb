/// Peers that keep everybody waiting who connects to them, and how it is found out that they no
/// longer do. On threads of their own.
@NullMarked
package dev.ringback.silence;

import org.jspecify.annotations.NullMarked;
