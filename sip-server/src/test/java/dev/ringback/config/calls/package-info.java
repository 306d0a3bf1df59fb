/// Tests of what the configuration says of calls.
@NullMarked
package dev.ringback.config.calls;

import org.jspecify.annotations.NullMarked;
