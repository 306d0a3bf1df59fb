/// Sessions that end where nobody keeps them alive: RFC 4028. Pure.
@NullMarked
package dev.ringback.sessiontimer;

import org.jspecify.annotations.NullMarked;
