/// Registrations, subscriptions and publications in the simulation.
@NullMarked
package dev.ringback.testkit.event;

import org.jspecify.annotations.NullMarked;
