/// The user browsers of the library against real softphones, through our own server, with sound.
@NullMarked
package dev.ringback.it.browser;

import org.jspecify.annotations.NullMarked;
