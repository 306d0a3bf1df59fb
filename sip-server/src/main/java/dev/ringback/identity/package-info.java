/// Who a request is from, at the border of the network: asserted identities (RFC 3325) and the
/// privacy service (RFC 3323). Pure.
@NullMarked
package dev.ringback.identity;

import org.jspecify.annotations.NullMarked;
