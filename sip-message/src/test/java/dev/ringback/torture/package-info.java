/// The messages that RFCs print, and what may be done to them: conformance and hostility.
@NullMarked
package dev.ringback.torture;

import org.jspecify.annotations.NullMarked;
