/// The one entry to the protocol: [dev.ringback.stack.SipStack], what goes in and what comes out.
@NullMarked
package dev.ringback.stack;

import org.jspecify.annotations.NullMarked;
