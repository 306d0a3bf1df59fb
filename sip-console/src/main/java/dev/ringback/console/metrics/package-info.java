/// What a server has counted, as Prometheus reads it.
@NullMarked
package dev.ringback.console.metrics;

import org.jspecify.annotations.NullMarked;
