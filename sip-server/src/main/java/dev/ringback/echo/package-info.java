/// The built-in user agent `sip:echo@DOMAIN`, which answers every call: a target to try calls
/// against.
///
/// Signalling only for now: its session descriptions are answered as an echo would, but name port 9
/// (discard), because nothing listens for media yet. No packet that is sent there comes back.
@NullMarked
package dev.ringback.echo;

import org.jspecify.annotations.NullMarked;
