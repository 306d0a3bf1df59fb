/// What messages carry: parts of multiparts octet for octet ([dev.ringback.body.Multipart]), what
/// each part is for and whether it can be handled ([dev.ringback.body.MessageBody]). RFC 3261 §7.4,
/// RFC 5621, RFC 2046.
@NullMarked
package dev.ringback.body;

import org.jspecify.annotations.NullMarked;
