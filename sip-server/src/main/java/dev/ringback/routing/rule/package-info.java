/// Routing that a configuration file declares: rules, and a dial plan. Pure.
@NullMarked
package dev.ringback.routing.rule;

import org.jspecify.annotations.NullMarked;
