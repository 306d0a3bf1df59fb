/// What a proxy without state writes into a request to know its responses by: RFC 3261 §16.11.
/// Pure.
@NullMarked
package dev.ringback.stateless;

import org.jspecify.annotations.NullMarked;
