/// Header fields about bodies: what they are, and which are welcome.
@NullMarked
package dev.ringback.header.content;

import org.jspecify.annotations.NullMarked;
