/// Tests of this package.
@NullMarked
package dev.ringback.ice;

import org.jspecify.annotations.NullMarked;
