/// The web console of the packaged server, in a real browser.
@NullMarked
package dev.ringback.it.console;

import org.jspecify.annotations.NullMarked;
