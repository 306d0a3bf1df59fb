/// How a request that was refused is mended, piece by piece: RFC 3261 §8.1.3.4, §8.1.3.5, §14.1.
/// Pure. What is mended when says the package of the reactions.
@NullMarked
package dev.ringback.remedy;

import org.jspecify.annotations.NullMarked;
