/// Tests of what the console writes.
@NullMarked
package dev.ringback.console.api;

import org.jspecify.annotations.NullMarked;
