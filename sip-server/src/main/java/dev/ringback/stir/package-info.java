/// Telephone identity that is signed: PASSporTs (RFC 8225), the Identity header field (RFC 8224)
/// and the certificates of numbers (RFC 8226). Pure; certificates are asked for.
@NullMarked
package dev.ringback.stir;

import org.jspecify.annotations.NullMarked;
