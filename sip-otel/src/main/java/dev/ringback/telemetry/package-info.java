/// Calls as spans of OpenTelemetry, made of what was recorded once they are over.
@NullMarked
package dev.ringback.telemetry;

import org.jspecify.annotations.NullMarked;
