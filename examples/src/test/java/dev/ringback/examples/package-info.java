/// How routing classes are tested: like any class, without a network.
@NullMarked
package dev.ringback.examples;

import org.jspecify.annotations.NullMarked;
