/// Tests of the trust sections of the configuration file.
@NullMarked
package dev.ringback.config.trust;

import org.jspecify.annotations.NullMarked;
