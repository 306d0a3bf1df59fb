/// Each response code that a server makes, provoked by its real cause over UDP and TCP.
@NullMarked
package dev.ringback.it.codes;

import org.jspecify.annotations.NullMarked;
