/// The built-in user agent `sip:echo@DOMAIN`, which answers every call: a target to try calls
/// against.
///
/// It decides about signalling and session descriptions. Sound is the matter of an [EchoMedia]
/// outside; without one the answers name port 9 (discard), where nothing listens.
@NullMarked
package dev.ringback.echo;

import org.jspecify.annotations.NullMarked;
