/// Requests to try routing on.
@NullMarked
package dev.ringback.routing.trial;

import org.jspecify.annotations.NullMarked;
