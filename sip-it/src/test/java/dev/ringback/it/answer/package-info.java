/// Every response code that `ringback answer` gives, judged by SIPp.
@NullMarked
package dev.ringback.it.answer;

import org.jspecify.annotations.NullMarked;
