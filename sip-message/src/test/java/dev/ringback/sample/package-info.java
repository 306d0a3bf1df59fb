/// Messages to test with: known ones, and seeded random ones.
@NullMarked
package dev.ringback.sample;

import org.jspecify.annotations.NullMarked;
