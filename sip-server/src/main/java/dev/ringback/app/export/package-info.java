/// Who is told of calls when they are over, or while they last: a file of call detail records, an
/// archive, a HEP collector, and the measures of RFC 6076. All of it runs beside the shards and
/// reads what they recorded.
@NullMarked
package dev.ringback.app.export;

import org.jspecify.annotations.NullMarked;
