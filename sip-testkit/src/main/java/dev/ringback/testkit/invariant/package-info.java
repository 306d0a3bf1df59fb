/// What must hold in every simulated SIP network, judged from outside: by what nodes send and
/// receive.
@NullMarked
package dev.ringback.testkit.invariant;

import org.jspecify.annotations.NullMarked;
