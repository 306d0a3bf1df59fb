/// The media of calls: [dev.ringback.media.RtpMedia] opens them. What is decided is in
/// [dev.ringback.media.AudioSession] and knows no socket; sockets and the one thread are in
/// `MediaLoop`.
@NullMarked
package dev.ringback.media;

import org.jspecify.annotations.NullMarked;
