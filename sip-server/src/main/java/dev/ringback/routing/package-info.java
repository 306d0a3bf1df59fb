/// Routing as operators and users write it: what a request looks like to it
/// ([dev.ringback.routing.RoutingRequest]), what may become of it ([dev.ringback.routing.Route]),
/// and who decides ([dev.ringback.routing.Routes]). Pure.
@NullMarked
package dev.ringback.routing;

import org.jspecify.annotations.NullMarked;
