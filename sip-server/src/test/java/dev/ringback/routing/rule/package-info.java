/// Tests of rules and of the dial plan.
@NullMarked
package dev.ringback.routing.rule;

import org.jspecify.annotations.NullMarked;
