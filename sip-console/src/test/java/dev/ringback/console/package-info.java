/// Tests of the console over HTTP, on a real server.
@NullMarked
package dev.ringback.console;

import org.jspecify.annotations.NullMarked;
