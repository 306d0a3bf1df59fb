/// Where a request goes: from a URI to the addresses of servers, RFC 3263. Pure: what only the DNS
/// knows is asked through the stack.
@NullMarked
package dev.ringback.locate;

import org.jspecify.annotations.NullMarked;
