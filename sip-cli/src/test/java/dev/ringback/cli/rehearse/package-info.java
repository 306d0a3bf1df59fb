/// Tests of the two ends of the rehearsed calls.
@NullMarked
package dev.ringback.cli.rehearse;

import org.jspecify.annotations.NullMarked;
