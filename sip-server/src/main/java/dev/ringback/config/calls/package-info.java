/// What is remembered of calls and who is told about them, in the configuration.
@NullMarked
package dev.ringback.config.calls;

import org.jspecify.annotations.NullMarked;
