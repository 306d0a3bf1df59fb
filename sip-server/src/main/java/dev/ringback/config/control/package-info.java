/// Where operators reach a running server, in the configuration.
@NullMarked
package dev.ringback.config.control;

import org.jspecify.annotations.NullMarked;
