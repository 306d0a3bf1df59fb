/// How phones are woken, in the configuration.
@NullMarked
package dev.ringback.config.push;

import org.jspecify.annotations.NullMarked;
