/// Audio of telephones, 8,000 samples a second in one channel: G.711 (RFC 3551 §4.5.14), tones, WAV
/// files.
@NullMarked
package dev.ringback.audio;

import org.jspecify.annotations.NullMarked;
