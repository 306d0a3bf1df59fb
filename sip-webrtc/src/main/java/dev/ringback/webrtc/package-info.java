/// The sound of the echo's calls on sockets: plain RTP for phones, ICE-lite and DTLS-SRTP for
/// browsers. What comes in goes back.
@NullMarked
package dev.ringback.webrtc;

import org.jspecify.annotations.NullMarked;
