/// What everything in a client stands on: the way from the application's threads to the stack's
/// and back, requests, texts.
@NullMarked
package dev.ringback.sip.ground;

import org.jspecify.annotations.NullMarked;
