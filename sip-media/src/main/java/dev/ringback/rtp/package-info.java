/// RTP and RTCP: RFC 3550, RFC 3551, RFC 4733. Pure: datagrams and the time go in, datagrams and
/// figures come out.
@NullMarked
package dev.ringback.rtp;

import org.jspecify.annotations.NullMarked;
