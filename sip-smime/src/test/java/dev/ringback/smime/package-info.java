/// Tests of S/MIME in SIP.
@NullMarked
package dev.ringback.smime;

import org.jspecify.annotations.NullMarked;
