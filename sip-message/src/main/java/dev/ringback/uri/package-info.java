/// URIs as SIP uses them: RFC 3261 §19.1, telephone numbers (RFC 3966), names (RFC 8141) and any
/// other scheme as text, with comparison, escaping, what a URI asks of a request, and a check of
/// what was read leniently.
@NullMarked
package dev.ringback.uri;

import org.jspecify.annotations.NullMarked;
