/// What a user agent client does with each response code: RFC 3261 §8.1.3, §13.2.2, §21, §22.
/// Pure.
@NullMarked
package dev.ringback.reaction;

import org.jspecify.annotations.NullMarked;
