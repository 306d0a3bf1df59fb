/// Tests of the rules of the configuration file.
@NullMarked
package dev.ringback.config.rules;

import org.jspecify.annotations.NullMarked;
