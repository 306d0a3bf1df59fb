/// The user agents of the library against real softphones, through our own server, with sound.
@NullMarked
package dev.ringback.it.agent;

import org.jspecify.annotations.NullMarked;
