/// Single messages and questions: MESSAGE in pager mode (RFC 3428) and OPTIONS (RFC 3261 §11).
/// Pure.
@NullMarked
package dev.ringback.paging;

import org.jspecify.annotations.NullMarked;
