/// The proxy on JAIN-SIP that Ringback is measured beside: as little as a call needs.
@NullMarked
package dev.ringback.bench.jain;

import org.jspecify.annotations.NullMarked;
