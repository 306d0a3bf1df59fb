/// Header fields that say what somebody can, wants or has to be able to do.
@NullMarked
package dev.ringback.header.feature;

import org.jspecify.annotations.NullMarked;
