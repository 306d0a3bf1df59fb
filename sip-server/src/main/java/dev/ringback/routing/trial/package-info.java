/// Requests that are made up to try routing on: in unit tests of routing classes, and for questions
/// such as "where would this call go". Nothing is sent.
@NullMarked
package dev.ringback.routing.trial;

import org.jspecify.annotations.NullMarked;
