/// What happens now, sampled: rates, latency, calls and registrations.
@NullMarked
package dev.ringback.console.live;

import org.jspecify.annotations.NullMarked;
