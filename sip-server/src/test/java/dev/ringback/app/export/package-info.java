/// Tests of who is told of calls.
@NullMarked
package dev.ringback.app.export;

import org.jspecify.annotations.NullMarked;
