/// How user agents work: between the application's threads and the stack's.
@NullMarked
package dev.ringback.sip.engine;

import org.jspecify.annotations.NullMarked;
