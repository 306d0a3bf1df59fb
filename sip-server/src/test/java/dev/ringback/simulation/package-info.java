/// Whole networks with the real server between the phones, simulated under many seeds.
@NullMarked
package dev.ringback.simulation;

import org.jspecify.annotations.NullMarked;
