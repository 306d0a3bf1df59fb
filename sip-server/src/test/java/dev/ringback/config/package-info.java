/// Tests of the configuration.
@NullMarked
package dev.ringback.config;

import org.jspecify.annotations.NullMarked;
