/// Scanning of ASCII octets: pure functions over byte ranges that say where things are. Not
/// exported.
@NullMarked
package dev.ringback.text;

import org.jspecify.annotations.NullMarked;
