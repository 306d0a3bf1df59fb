/// The load generator of sip-bench beside SIPp: both must have counted the same.
@NullMarked
package dev.ringback.it.load;

import org.jspecify.annotations.NullMarked;
