/// Session descriptions: RFC 8866, with what offer and answer need of the attributes. Read by
/// [dev.ringback.sdp.SessionDescription#parse], edited line by line, written as they came.
@NullMarked
package dev.ringback.sdp;

import org.jspecify.annotations.NullMarked;
