/// Clients that are reached by the flow on which they came, because they have no address of their
/// own: RFC 5626 for those that know of it, RFC 3581 and RFC 7118 for the others. Which clients
/// those are, and tokens that name a flow to ourselves.
@NullMarked
package dev.ringback.flow;

import org.jspecify.annotations.NullMarked;
