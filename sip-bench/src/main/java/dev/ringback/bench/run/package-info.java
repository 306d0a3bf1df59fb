/// Measures Ringback beside Kamailio and a proxy on JAIN-SIP, in one run and on the same work; see
/// bench/README.md.
@NullMarked
package dev.ringback.bench.run;

import org.jspecify.annotations.NullMarked;
