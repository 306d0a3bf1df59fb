/// The web console and the metrics, in the configuration.
@NullMarked
package dev.ringback.config.web;

import org.jspecify.annotations.NullMarked;
