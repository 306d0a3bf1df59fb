/// From octets to messages: datagrams by [dev.ringback.parse.MessageParser], byte streams by
/// [dev.ringback.parse.StreamFramer], all within [dev.ringback.parse.ParseLimits].
@NullMarked
package dev.ringback.parse;

import org.jspecify.annotations.NullMarked;
