/// Tests of the push sections of the configuration file.
@NullMarked
package dev.ringback.config.push;

import org.jspecify.annotations.NullMarked;
