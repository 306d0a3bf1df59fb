/// What is left of transactions that are over and wait for repetitions: records in large arrays
/// instead of objects, so that the garbage collector does not see them. Knows nothing of SIP.
@NullMarked
package dev.ringback.waiting;

import org.jspecify.annotations.NullMarked;
