/// `ringback parse`: what messages say, and what is wrong with them.
@NullMarked
package dev.ringback.cli.parse;

import org.jspecify.annotations.NullMarked;
