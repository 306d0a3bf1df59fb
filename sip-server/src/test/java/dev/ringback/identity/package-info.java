/// Tests of the trust domain.
@NullMarked
package dev.ringback.identity;

import org.jspecify.annotations.NullMarked;
