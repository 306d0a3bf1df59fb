/// URIs as SIP uses them: RFC 3261 §19.1, with comparison and escaping, and any other scheme as
/// text.
@NullMarked
package dev.ringback.uri;

import org.jspecify.annotations.NullMarked;
