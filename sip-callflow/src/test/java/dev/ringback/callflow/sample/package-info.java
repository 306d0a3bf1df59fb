/// What the tests of calls have in common.
@NullMarked
package dev.ringback.callflow.sample;

import org.jspecify.annotations.NullMarked;
